-- Partnerships between cells of a grid of {cells} cells across the world, the busiest first. The
-- ends are ordered, so that both directions are one flow. `total` counts those within a cell too.
WITH cell AS (
    SELECT a_lat, a_lon, b_lat, b_lon, status, rowid AS line,
        floor(a_x * {cells}) * {cells} + floor(a_y * {cells}) AS ca,
        floor(b_x * {cells}) * {cells} + floor(b_y * {cells}) AS cb
    FROM partnerships
    WHERE {where}
),
flow AS (
    SELECT count(*) AS n, sum(count(*)) OVER ()::BIGINT AS total,
        least(ca, cb) AS c1, greatest(ca, cb) AS c2,
        avg(if(ca <= cb, a_lat, b_lat)) AS lat1, avg(if(ca <= cb, a_lon, b_lon)) AS lon1,
        avg(if(ca <= cb, b_lat, a_lat)) AS lat2, avg(if(ca <= cb, b_lon, a_lon)) AS lon2,
        histogram(status) AS status, min(line) AS first
    FROM cell
    GROUP BY ALL
)
SELECT total, n, lat1, lon1, lat2, lon2, status
FROM flow
WHERE c1 <> c2
ORDER BY n DESC, first
LIMIT {limit}
