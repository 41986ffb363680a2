"""The Folium side: the map, its layer, its legend; their scripts and styles in ``static/``."""
