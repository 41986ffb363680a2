from threading import Event, Thread

import pytest

from memmap.filters import Filter
from memmap.turns import answered, map_first

RUSSIA = Filter(country=frozenset({"RU"}))


def drawing(wanted: Filter, drawn: Event, done: Event) -> Thread:
    def draw() -> None:
        with map_first(wanted, patience=60):
            drawn.set()
        done.set()

    thread = Thread(target=draw, daemon=True)
    thread.start()
    assert drawn.wait(5)
    return thread


def test_what_comes_after_the_map_waits_for_its_places_and_its_flows() -> None:
    drawn, done = Event(), Event()
    thread = drawing(RUSSIA, drawn, done)

    answered(RUSSIA)
    after_the_places = done.wait(0.05)
    answered(RUSSIA)
    thread.join(5)

    assert not after_the_places
    assert done.is_set()


def test_answers_to_another_filter_are_another_maps() -> None:
    drawn, done = Event(), Event()
    drawing(RUSSIA, drawn, done)

    answered(Filter())
    answered(Filter())

    assert not done.wait(0.05)
    answered(RUSSIA)
    answered(RUSSIA)
    assert done.wait(5)


def test_a_map_that_never_asks_holds_nobody_up() -> None:
    with map_first(RUSSIA, patience=0):
        pass


def test_a_script_that_is_stopped_does_not_wait() -> None:
    with pytest.raises(RuntimeError), map_first(RUSSIA, patience=60):
        raise RuntimeError
