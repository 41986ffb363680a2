"""How long a picture of a view takes, and how large it is."""

from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

from memmap.current import current
from memmap.pictures import SIZES, picture
from memmap.pictures.formats import Format
from memmap.sharing.shared import caption_of, shared

REPETITIONS = 9
VIEWS = {
    "the first view": {},
    "Europe": {"lat": "50", "lon": "12", "zoom": "5"},
    "a region": {"region": "RU-SAM", "lat": "53.2", "lon": "50.1", "zoom": "7", "lang": "ru"},
    "a city": {"lat": "52.41", "lon": "-1.51", "zoom": "13"},
    "the 180th meridian": {"lat": "62", "lon": "179", "zoom": "4"},
    "a step of a story": {"story": "first-twin-cities", "step": "3", "lang": "ru"},
}
FILES: tuple[tuple[str, Format], ...] = (
    ("slide", "png"),
    ("large", "png"),
    ("print", "svg"),
    ("print", "pdf"),
)


def report_pictures() -> None:
    """Print the median and the longest duration of each picture, none of them kept from before."""
    print(f"{'picture':34}{'median ms':>10}{'most ms':>9}{'kB':>7}")
    for view, query in VIEWS.items():
        _report(f"link preview of {view}", query, "card", "png")
    for name, file_format in FILES:
        _report(f"{name}.{file_format} of the first view", {}, name, file_format)


def _report(title: str, query: dict[str, str], name: str, file_format: Format) -> None:
    now, what = current(), shared(query, current())
    caption = caption_of(what, now, SIZES[name], date(2026, 11, 24))
    durations, content = _timed(
        lambda: picture(now.catalog, what.view, caption, SIZES[name], file_format)
    )
    print(f"{title:34}{median(durations):10.0f}{max(durations):9.0f}{len(content) / 1000:7.0f}")


def _timed(action: Callable[[], bytes]) -> tuple[list[float], bytes]:
    """Return durations in milliseconds, after one to warm up, and what the action returned."""
    content = action()
    durations = []
    for _repetition in range(REPETITIONS):
        start = perf_counter()
        action()
        durations.append((perf_counter() - start) * 1000)
    return durations, content


if __name__ == "__main__":
    report_pictures()
