"""The letters that decide which keys typing errors can reach: none in reach is ever missed."""

import sqlite3
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from memmap.geocoding.key_groups import KeyGroups, Reach, packed

KEYS = {
    "RU": {"volgograd", "vologda", "волгоград", "вологда", "samara"},
    "FR": {"samara", "sommières", "amiens"},
    "JP": {"北広島市町", "西東京市町"},
}


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE key_group (is_ascii, length, countries, keys)")
    rows = packed(defaultdict(set, KEYS))
    database.executemany("INSERT INTO key_group VALUES (?,?,?,?)", rows)
    return database


def within(database: sqlite3.Connection, reach: Reach) -> set[str]:
    return set(KeyGroups().within(database, reach))


def anywhere(typed: str, edits: int, country: str) -> Reach:
    return Reach.of(typed, edits, country)._replace(same_first=False)


@given(
    st.sampled_from(sorted(set.union(*KEYS.values()))),
    st.text("volgradсамр島市 ", min_size=4, max_size=12),
    st.integers(1, 3),
)
def test_no_key_within_reach_is_missed(database, name, typed, edits):
    for text in (typed, name[:3] + typed[:1] + name[4:], name[1] + name[0] + name[2:]):
        found = within(database, anywhere(text, edits, ""))
        near = {
            key
            for key in set.union(*KEYS.values())
            if OSA.distance(text, key) <= edits and key.isascii() == text.isascii()
        }
        assert near <= found


def test_a_named_country_is_never_left(database):
    assert within(database, Reach.of("samarra", 1, "FR")) == {"samara"}
    assert within(database, Reach.of("volgogard", 2, "FR")) == set()
    assert within(database, Reach.of("volgogard", 2, "BY")) == set()


def test_the_first_letter_can_be_required(database):
    assert within(database, Reach.of("colgograd", 1, "RU")) == set()
    assert within(database, anywhere("colgograd", 1, "RU")) == {"volgograd"}
