-- Every place of a close viewport. `turn` numbers those that share one point, so that they can be
-- drawn side by side.
SELECT id, lat, lon, kind, layer, {name} AS name, precision,
    row_number() OVER (PARTITION BY lat, lon ORDER BY id) - 1 AS turn,
    count(*) OVER (PARTITION BY lat, lon) AS shared
FROM places
WHERE {where}
ORDER BY id
LIMIT {limit}
