"""Large sets of others, into a data folder of their own: Wikidata's and OpenStreetMap's."""
