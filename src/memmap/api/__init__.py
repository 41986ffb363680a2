"""HTTP beside the pages: viewport features, base map, assets, open collections, health."""
