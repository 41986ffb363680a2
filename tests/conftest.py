"""Small data folders for tests: a few true rows, written to a temporary folder."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A deadline would be a time asserted: a busy machine must not fail a law.
settings.register_profile("memmap", deadline=None)
settings.load_profile("memmap")

DATA = Path(__file__).parents[1] / "data"
TABLES = {
    "sources.csv": "id,title,publisher,url,licence,date_read\n"
    "src,A page,A press,https://example.org/a,facts only,2026-11-23\n",
    "cities.csv": "id,name,name_local,name_ru,other_names,country,region,query,latitude,longitude,"
    "coordinates_source,sources\n"
    "ru-volgograd,Volgograd,Волгоград,Волгоград,,RU,RU-VGG,Volgograd,48.71,44.51,src,src\n"
    "gb-coventry,Coventry,Coventry,Ковентри,,GB,GB-ENG,Coventry,52.41,-1.51,src,src\n"
    "us-anchorage,Anchorage,Anchorage,Анкоридж,,US,US-AK,Anchorage,61.22,-149.9,src,src\n"
    "ru-magadan,Magadan,Магадан,Магадан,,RU,RU-MAG,Magadan,59.57,150.8,src,src\n",
    "partnerships.csv": "city_a,city_b,year,year_source,status,status_since,status_source,sources,"
    "note,note_ru\n"
    "ru-volgograd,gb-coventry,1944,src,suspended,2022-03-22,src,src,First,Первая\n"
    "us-anchorage,ru-magadan,1991,src,unknown,,,src,,\n",
    "memorials.csv": "id,name,name_local,name_ru,other_names,kind,subjects,city,latitude,longitude,"
    "precision,coordinates_source,unveiled,sources,summary,summary_ru,collection\n"
    "ru-mamayev,Mamayev Kurgan,Мамаев курган,Мамаев курган,,complex,soldiers,ru-volgograd,"
    "48.7425,44.537,site,src,1967,src,A hill,Холм,\n"
    "gb-ruins,Old Cathedral,Old Cathedral,,,site,civilians,gb-coventry,,,,,,src,Ruins,Руины,\n",
    "reading_rooms.csv": "id,host,host_ru,city,opened,sources,note,note_ru\n",
    "events.csv": "id,name,name_ru,kind,date,city,countries,regions,summary,summary_ru,sources,"
    "url\n"
    "event-collection,The collection,Коллекция,collection,,,RU,RU-VGG,,,src,https://example.org/c\n",
}


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A folder of good tables: two pairs, one across the 180th meridian; two memorials."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def edit(data_folder: Path) -> Callable[[str, str, str], Path]:
    """Replace a piece of a table's text, which must be there."""

    def replace(table: str, old: str, new: str) -> Path:
        path = data_folder / table
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return data_folder

    return replace


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's own tables."""
    folder = tmp_path_factory.mktemp("real") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("basemap"))
    return folder
