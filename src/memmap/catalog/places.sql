-- Places of a viewport on a grid of {cells} cells across the world: a cell with one place is that
-- place, a cell with more is a cluster.
WITH cell AS (
    SELECT floor(x * {cells}) AS cx, floor(y * {cells}) AS cy,
        count(*) AS n, avg(lat) AS lat, avg(lon) AS lon,
        histogram(kind) AS kinds,
        min(lat) AS south, min(lon) AS west, max(lat) AS north, max(lon) AS east,
        arg_min(struct_pack(id := id, kind := kind, layer := layer, name := {name},
                            precision := precision), id) AS sole
    FROM places
    WHERE {where}
    GROUP BY ALL
)
SELECT n, lat, lon, kinds, south, west, north, east, sole
FROM cell
ORDER BY n DESC, sole.id
LIMIT {limit}
