SELECT p.id, a_lat, a_lon, b_lat, b_lon, p.status,
    {name_a} || ' – ' || {name_b} AS name, p.year
FROM (SELECT * FROM partnerships WHERE {where}) p
JOIN places pa ON pa.id = p.a
JOIN places pb ON pb.id = p.b
ORDER BY p.year NULLS LAST, p.id
LIMIT {limit}
