"""The app that people usually write: a filter, a new Folium map, markers and lines in a loop."""

import os

import folium
import pandas as pd
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from tests.benchmarks.made_up import COUNTRIES, made_up_tables

# Local assets, as for ours: what the tutorials load from a CDN comes from this server.
folium.Map.default_js = [
    ("leaflet", "/assets/leaflet/leaflet.js"),
    ("jquery", "/assets/jquery/jquery.min.js"),
]
folium.Map.default_css = [("leaflet_css", "/assets/leaflet/leaflet.css")]
MarkerCluster.default_js = [("cluster", "/assets/cluster/leaflet.markercluster.js")]
MarkerCluster.default_css = [
    ("cluster_css", "/assets/cluster/MarkerCluster.css"),
    ("cluster_default_css", "/assets/cluster/MarkerCluster.Default.css"),
]


@st.cache_data
def load() -> tuple[pd.DataFrame, pd.DataFrame]:
    places, pairs = made_up_tables(int(os.environ["PLACES"]), int(os.environ["PAIRS"]))
    return places.to_pandas(), pairs.to_pandas()


st.set_page_config(layout="wide")
places, pairs = load()
chosen = st.sidebar.multiselect("Country", COUNTRIES)
if chosen:
    places = places[places.country.isin(chosen)]
where = {row.id: (row.lat, row.lon) for row in places.itertuples()}
pairs = pairs[pairs.a.isin(where) & pairs.b.isin(where)]

st_map = folium.Map(location=(47, 25), zoom_start=3, tiles=None, maxZoom=18)
cluster = MarkerCluster().add_to(st_map)
for row in places.itertuples():
    folium.Marker((row.lat, row.lon), tooltip=row.name, popup=row.kind).add_to(cluster)
for row in pairs.itertuples():
    folium.PolyLine([where[row.a], where[row.b]], weight=1, tooltip=row.status).add_to(st_map)
st_folium(st_map, height=560, width=None)
