-- Places of a viewport on a grid of {cells} cells across the world: a cell with one place is that
-- place, a cell with more is a cluster. Kinds are counted first, each in its cell: a handful of
-- rows for one pass over the table; names are looked up for what stands alone.
WITH part AS (
    SELECT floor(x * {cells}) AS cx, floor(y * {cells}) AS cy, kind,
        count(*) AS n, sum(lat) AS lat, sum(lon) AS lon,
        min(lat) AS south, min(lon) AS west, max(lat) AS north, max(lon) AS east,
        min(rowid) AS sole
    FROM places
    WHERE {where}
    GROUP BY ALL
),
cell AS (
    SELECT sum(n)::BIGINT AS n, sum(lat) / sum(n) AS lat, sum(lon) / sum(n) AS lon,
        list(kind) AS kinds, list(n) AS counts,
        min(south) AS south, min(west) AS west, max(north) AS north, max(east) AS east,
        min(sole) AS sole
    FROM part
    GROUP BY cx, cy
    ORDER BY n DESC, sole
    LIMIT {limit}
)
SELECT n, cell.lat, cell.lon, kinds, counts, south, west, north, east,
    id, kind, layer, {name} AS name, precision
FROM cell
LEFT JOIN places ON n = 1 AND places.rowid = sole
ORDER BY n DESC, sole
