// Opens the map of a plain page, from the JSON that the page holds.
memmap.page = JSON.parse(document.getElementById("memmap-page").textContent);

memmap.openPage = ({ map: options, wanted, camera, waits }) => {
  const still = memmap.page.light && { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false };
  const map = L.map("map", { minZoom: options.zooms[0], maxZoom: options.zooms[1], zoomControl: true, ...still });
  if (camera) map.setView([camera[0], camera[1]], camera[2]);
  // A page that waits sends its map itself, so that no tile is asked for in vain.
  else if (!waits) map.setView(options.home.center, options.home.zoom);
  memmap.dress(map, options);
  map.memmapFeatures.show(wanted);
  return map;
};

// The whole map, where nothing says which part.
memmap.showSomewhere = (map) => {
  const { center, zoom } = memmap.page.map.home;
  if (!map._loaded) map.setView(center, zoom, { animate: false });
};

memmap.map = memmap.openPage(memmap.page);
