SELECT id, a_lat, a_lon, b_lat, b_lon, status,
    {name_a} || ' – ' || {name_b} AS name, year
FROM partnerships
JOIN places pa ON pa.id = a
JOIN places pb ON pb.id = b
WHERE {where}
ORDER BY year NULLS LAST, id
LIMIT {limit}
