-- A place's id is its rank by population, so that the order of ids is an order of importance.
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonameid INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    region TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    names INTEGER NOT NULL, others TEXT NOT NULL
);
-- kind: 0 primary name, 1 alternate name, 2 historic name of our own table
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE cell (cell INTEGER, place INTEGER, PRIMARY KEY (cell, place)) WITHOUT ROWID;
