-- Web Mercator is stored as fractions of the world, 0 to 1 from the north-west corner, so that a
-- tile of any zoom is a plain range. Rows lie along a coarse grid: a viewport touches few row groups.
-- Codes are enumerations: they are compared and counted as small integers.
CREATE TYPE kind AS ENUM (SELECT DISTINCT kind FROM incoming_places ORDER BY kind);
CREATE TYPE layer AS ENUM (SELECT DISTINCT layer FROM incoming_places);
CREATE TYPE country AS ENUM (SELECT DISTINCT country FROM incoming_places);
CREATE TYPE region AS ENUM (SELECT DISTINCT region FROM incoming_places);
CREATE TYPE status AS ENUM (SELECT DISTINCT status FROM incoming_partnerships);

CREATE TABLE places AS
SELECT * REPLACE (
        kind::kind AS kind, layer::layer AS layer, country::country AS country,
        region::region AS region
    ),
    (lon + 180) / 360 AS x,
    0.5 - ln(tan(pi() / 4 + radians(greatest(-85.0511, least(85.0511, lat))) / 2)) / (2 * pi()) AS y
FROM incoming_places
ORDER BY floor((lon + 180) / 5.625), floor((lat + 90) / 5.625), lat;

CREATE TABLE partnerships AS
SELECT p.* REPLACE (p.status::status AS status),
    a.name AS a_name, b.name AS b_name,
    a.kind AS a_kind, b.kind AS b_kind,
    a.country AS a_country, b.country AS b_country,
    a.region AS a_region, b.region AS b_region,
    a.lat AS a_lat, a.lon AS a_lon, b.lat AS b_lat, b.lon AS b_lon,
    a.x AS a_x, a.y AS a_y, b.x AS b_x, b.y AS b_y,
    a.text || ' ' || b.text AS text,
    if(a.layer::VARCHAR = 'cities', 'partnerships', a.layer::VARCHAR) AS layer
FROM incoming_partnerships p
JOIN places a ON a.id = p.a
JOIN places b ON b.id = p.b;
