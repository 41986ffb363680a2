import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.filters import KINDS, Filter, Period, fold, parse_filter
from memmap.model import PartnershipStatus, Subject

codes = st.frozensets(st.sampled_from(["RU", "GB", "BE", "FR", "IL"]), max_size=4)
filters = st.builds(
    Filter,
    country=codes,
    partner=codes,
    region=st.frozensets(st.sampled_from(["RU-SAM", "GB-ENG", "BE-WLG"])),
    kind=st.frozensets(st.sampled_from(KINDS)),
    subject=st.frozensets(st.sampled_from([str(s) for s in Subject])),
    period=st.frozensets(st.sampled_from([str(p) for p in Period])),
    status=st.frozensets(st.sampled_from([str(s) for s in PartnershipStatus])),
    since=st.none() | st.integers(1900, 2100),
    until=st.none() | st.integers(1900, 2100),
    text=st.text("Волгоград Liège", max_size=20).map(lambda t: " ".join(t.split())),
).filter(lambda wanted: (wanted.since or 0) <= (wanted.until or 9999))


@given(filters)
def test_a_filter_survives_the_address(wanted: Filter) -> None:
    read, ignored = parse_filter(wanted.to_query())

    assert (read, ignored) == (wanted, [])


@given(st.dictionaries(st.sampled_from(["country", "region", "kind", "year", "q"]), st.text()))
def test_any_address_is_read_without_an_error(query: dict[str, str]) -> None:
    read, _ignored = parse_filter(query)

    assert parse_filter(read.to_query())[0] == read


def test_what_makes_no_sense_is_left_out_and_said() -> None:
    read, ignored = parse_filter({"kind": "museum,palace", "year": "soon", "country": "Russia"})

    assert read == Filter(kind=frozenset({"museum"}))
    assert len(ignored) == 3


def test_years_that_end_before_they_begin_are_left_out_and_said() -> None:
    read, ignored = parse_filter({"year": "1990-1950"})

    assert (read, len(ignored)) == (Filter(), 1)


def test_folding_ignores_case_accents_and_yo() -> None:
    assert fold("Орёл LIÈGE") == "орел liege"


@pytest.mark.parametrize("years", ["0000-0001", "1850-1860", "9999", "１９４４"])
def test_years_that_nobody_can_choose_are_said(years: str) -> None:
    read, ignored = parse_filter({"year": years})

    assert (read, len(ignored)) == (Filter(), 1)
