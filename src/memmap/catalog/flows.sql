-- Partnerships between cells of a grid of {cells} cells across the world, the busiest first. The
-- ends are ordered, so that both directions are one flow.
WITH cell AS (
    SELECT *,
        floor(a_x * {cells}) * {cells} + floor(a_y * {cells}) AS ca,
        floor(b_x * {cells}) * {cells} + floor(b_y * {cells}) AS cb
    FROM partnerships
    WHERE {where}
)
SELECT count(*) AS n,
    avg(if(ca <= cb, a_lat, b_lat)), avg(if(ca <= cb, a_lon, b_lon)),
    avg(if(ca <= cb, b_lat, a_lat)), avg(if(ca <= cb, b_lon, a_lon)),
    histogram(status), min(id)
FROM cell
WHERE ca <> cb
GROUP BY least(ca, cb), greatest(ca, cb)
ORDER BY n DESC, min(id)
LIMIT {limit}
