// Puts the map together. Python calls memmap.dress once, and memmap.filter with every change.
memmap.dress = (map, { style, theme, language, home, zooms, tiles, address, bare }) => {
  const dark = theme === "dark" || (theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  const palette = style.palettes[dark ? "dark" : "light"];
  const dressed = { ...style, palette, kinds: memmap.inPalette(style.kinds, dark), statuses: memmap.inPalette(style.statuses, dark) };
  const container = map.getContainer();
  container.classList.toggle("memmap-dark", dark);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", style.words.map);
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  container.dir = style.words.direction;
  map.setMinZoom(zooms[0]).setMaxZoom(zooms[1]);
  for (const [pane, level] of [["memmap-features", 410], ["memmap-names", 400]]) {
    map.createPane(pane).style.zIndex = level;
  }
  map.getPane("memmap-names").style.pointerEvents = "none";
  memmap.nameZoomButtons(map, style.words);
  if (address) memmap.restoreView(map, address);
  memmap.ground(map, tiles, palette, style.words);
  if (bare) map.memmapCandidates = new memmap.Candidates(dressed).addTo(map);
  else map.memmapFeatures = new memmap.Features(dressed, { language }).addTo(map);
  if (!tiles) new memmap.Names(palette, language).addTo(map);
  if (bare) return;
  new memmap.Search(map.memmapFeatures, style.words, language).addTo(map);
  new memmap.ViewButtons(style.words, home).addTo(map);
  new memmap.Scale({ imperial: language === "en" }, style.words).addTo(map);
  new memmap.Legend(dressed).addTo(map);
  new memmap.FeatureList(map.memmapFeatures, style.words).addTo(map);
  memmap.showCredits(map, style.words);
  if (address) memmap.reportView(map, address);
  memmap.announceFailures(map, style.words);
  map.memmapFeatures.once("loaded", () => { map.memmapShown = true; });
};

memmap.ground = (map, tiles, palette, words) => {
  if (tiles) return L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map);
  map.getContainer().style.background = palette.water;
  return new memmap.BaseMap(palette, { attribution: words.attribution }).addTo(map);
};

memmap.inPalette = (members, dark) => Object.fromEntries(Object.entries(members).map(
  ([name, member]) => [name, { ...member, color: member.colors[dark ? 1 : 0] }]));

memmap.addressOwner = (owner) => (owner === "parent" ? window.parent : window);

// Start where the page's address says, so that a deep link asks for nothing but its own view.
memmap.restoreView = (map, owner) => {
  try {
    const query = new URL(memmap.addressOwner(owner).location.href).searchParams;
    const [lat, lon, zoom] = ["lat", "lon", "zoom"].map((name) => Number.parseFloat(query.get(name)));
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 540 && zoom >= 0 && zoom <= 20) {
      map.setView([lat, lon], zoom, { animate: false });
      map.memmapRestored = true;
    }
  } catch { /* framed by another site: its address is not ours to read */ }
};

// The centre and the zoom in the page's address, without a rerun of its script. Streamlit writes the
// address from what it knew itself: then they come back.
memmap.reportView = (map, owner) => {
  let timer = 0, hasMoved = false;
  const report = () => {
    try {
      const page = memmap.addressOwner(owner);
      const address = new URL(page.location.href), at = map.getCenter().wrap();
      address.searchParams.set("lat", at.lat.toFixed(4));
      address.searchParams.set("lon", at.lng.toFixed(4));
      address.searchParams.set("zoom", String(Math.round(map.getZoom())));
      if (address.href !== page.location.href) page.history.replaceState(page.history.state, "", address);
    } catch { /* framed by another site: its address is not ours to write */ }
  };
  map.on("movestart", () => clearTimeout(timer));
  map.on("moveend", () => {
    hasMoved = true;
    clearTimeout(timer);
    timer = setTimeout(report, 300);
  });
  if (owner === "parent") setInterval(() => { if (hasMoved && !map._animatingZoom) report(); }, 500);
};

// Send the map to a camera: latitude, longitude, zoom, and a number that grows with each sending.
// It flies once something was shown, unless the visitor asked for less motion. A map that is made
// anew where its address says has been sent there already.
memmap.goTo = (map, camera) => {
  const asked = JSON.stringify(camera || "");
  if (!camera || asked === map.memmapCamera) return;
  const stays = map.memmapRestored && !map.memmapCamera;
  map.memmapCamera = asked;
  if (stays) return;
  const [lat, lon, zoom] = camera;
  memmap.fly(map, [lat, lon], zoom);
};

memmap.fly = (map, center, zoom) => {
  if (map.memmapShown && !memmap.calm()) map.flyTo(center, zoom, { duration: 1.2 });
  else map.setView(center, zoom, { animate: false });
};

// Go around what a new filter leaves, where nothing of it is in view; at first where no address
// and no camera says where to look.
memmap.goAround = (map, { query, around, camera }) => {
  const before = map.memmapQuery;
  map.memmapQuery = query;
  if (!around || query === before) return;
  const [lat, lon, zoom] = around, go = () => memmap.fly(map, [lat, lon], zoom);
  if (before === undefined) {
    if (!map.memmapRestored && !camera) go();
    return;
  }
  map.memmapFeatures.once("loaded", ({ places, flows }) => {
    const seen = [places.clusters, places.places, flows.flows, flows.partnerships];
    if (query === map.memmapQuery && !seen.some((some) => some.length)) go();
  });
};

memmap.announceFailures = (map, words) => {
  const note = L.DomUtil.create("div", "memmap-note", map.getContainer());
  note.setAttribute("role", "status");
  note.hidden = true;
  map.memmapFeatures.on("failed", () => { note.textContent = words.failed; note.hidden = false; });
  map.memmapFeatures.on("loaded", () => { note.hidden = true; });
};

// The only content of the feature group that st_folium swaps: it tells the map what to show.
memmap.Filter = L.Layer.extend({
  initialize(wanted) {
    this._wanted = wanted;
  },

  onAdd(map) {
    memmap.goAround(map, this._wanted);
    map.memmapFeatures.show(this._wanted);
    memmap.goTo(map, this._wanted.camera);
  },

  onRemove() {},
});
