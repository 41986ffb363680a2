"""The Streamlit pages: thin. A page reads widgets, calls one function, renders."""
