-- Partnerships between cells of a grid of {cells} cells across the world, the busiest first. The
-- ends are ordered, so that both directions are one flow. `total` counts those within a cell too.
-- Flows are counted first, and only the busiest are described.
WITH cell AS MATERIALIZED (
    SELECT a_lat, a_lon, b_lat, b_lon, status, rowid AS line,
        (floor(a_x * {cells}) * {cells} + floor(a_y * {cells}))::BIGINT AS ca,
        (floor(b_x * {cells}) * {cells} + floor(b_y * {cells}))::BIGINT AS cb,
        least(ca, cb) AS c1, greatest(ca, cb) AS c2
    FROM partnerships
    WHERE {where}
),
busiest AS (
    SELECT count(*) AS n, sum(count(*)) OVER ()::BIGINT AS total, c1, c2, min(line) AS first
    FROM cell
    GROUP BY c1, c2
    QUALIFY c1 <> c2
    ORDER BY n DESC, first
    LIMIT {limit}
)
SELECT any_value(total) AS total, any_value(n) AS n,
    avg(if(ca <= cb, a_lat, b_lat)) AS lat1, avg(if(ca <= cb, a_lon, b_lon)) AS lon1,
    avg(if(ca <= cb, b_lat, a_lat)) AS lat2, avg(if(ca <= cb, b_lon, a_lon)) AS lon2,
    histogram(status) AS status
FROM busiest JOIN cell USING (c1, c2)
GROUP BY c1, c2
ORDER BY n DESC, any_value(first)
