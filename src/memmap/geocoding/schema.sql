-- A place's id is its rank by population, so that the order of ids is an order of importance.
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonameid INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    region TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    names INTEGER NOT NULL, russian TEXT NOT NULL
);
-- kind: 0 primary name, 1 alternate name, 2 historic name of our own table
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
-- how primary and Cyrillic names sound, whoever transliterated them
CREATE TABLE sound (skeleton TEXT, place INTEGER, PRIMARY KEY (skeleton, place)) WITHOUT ROWID;
-- keys of one length, one after another, by country, compressed: what typing errors are sought in;
-- countries: "AD 12 AE 40 …", how many there are of each
CREATE TABLE key_group (
    is_ascii INTEGER, length INTEGER, countries TEXT, keys BLOB, PRIMARY KEY (is_ascii, length)
) WITHOUT ROWID;
CREATE TABLE cell (cell INTEGER, place INTEGER, PRIMARY KEY (cell, place)) WITHOUT ROWID;
-- names of countries (code of two letters) and first-level regions (ISO 3166-2) in many languages
CREATE TABLE hint (key TEXT, code TEXT, PRIMARY KEY (key, code)) WITHOUT ROWID;
