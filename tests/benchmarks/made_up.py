"""A world of random places around a few hundred centres, the same in every run."""

import numpy as np
import pyarrow as pa

from memmap.catalog import Catalog
from memmap.catalog.tables import PARTNERSHIPS, PLACES
from memmap.model import MemorialKind

COUNTRIES = ("RU", "GB", "BE", "FR", "DE", "US")


def made_up_tables(places: int, partnerships: int) -> tuple[pa.Table, pa.Table]:
    """Return places, and partnerships between any two of them."""
    random = np.random.default_rng(1944)
    centres = random.uniform((-40, -170), (65, 170), (400, 2))
    spots = centres[random.integers(0, 400, places)] + random.normal(0, 2.0, (places, 2))
    kinds = np.array([*map(str, MemorialKind), "city"])[random.integers(0, 9, places)]
    countries = np.array(COUNTRIES)[random.integers(0, 6, places)]
    names = [f"place {i}" for i in range(places)]
    columns = {
        "id": names,
        "layer": np.where(kinds == "city", "cities", "memorials"),
        "kind": kinds,
        "name": names,
        "name_ru": names,
        "name_local": names,
        "country": countries,
        "region": np.char.add(countries, "-A"),
        "city": names,
        "lat": np.clip(spots[:, 0], -80, 80),
        "lon": (spots[:, 1] + 180) % 360 - 180,
        "year": random.integers(1944, 2020, places).astype(np.int32),
        "subjects": [["soldiers"]] * places,
        "precision": ["site"] * places,
        "text": names,
    }
    ends = random.integers(0, places, (partnerships, 2))
    pairs = {
        "id": [f"pair {i}" for i in range(partnerships)],
        "a": [names[i] for i in ends[:, 0]],
        "b": [names[i] for i in ends[:, 1]],
        "year": random.integers(1944, 2020, partnerships).astype(np.int32),
        "status": np.array(["active", "unknown"])[random.integers(0, 2, partnerships)],
    }
    return pa.table(columns, schema=PLACES), pa.table(pairs, schema=PARTNERSHIPS)


def made_up(places: int, partnerships: int) -> Catalog:
    """Return a catalog of them."""
    return Catalog(*made_up_tables(places, partnerships))
