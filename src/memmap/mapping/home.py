"""Where the map begins."""

from memmap.model import LatLon

HOME = LatLon(47.0, 25.0)
HOME_ZOOM = 3
