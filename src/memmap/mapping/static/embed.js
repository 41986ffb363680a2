// A map in another site's page: the panel of what is selected, and the way to the whole app.
(() => {
  const { page, map } = memmap, link = document.getElementById("memmap-open");
  new memmap.Details(map, page.words, page.map.language);
  const follow = () => { link.href = page.app + window.location.search; };
  const select = ({ id }) => {
    const address = new URL(window.location.href);
    address.searchParams.set("selected", id);
    window.history.replaceState(null, "", address);
    follow();
  };
  map.memmapFeatures.on("selected", select);
  map.on("moveend", () => setTimeout(follow, 400));
  if (page.wanted.selected) memmap.choose(map, page.wanted.selected);
  const { x: width, y: height } = map.getSize(), selected = page.wanted.selected;
  // Out from under the panel, which is as wide as half of a small frame, and on a phone as high.
  if (selected && width >= 600) map.panBy([document.dir === "rtl" ? 150 : -150, 0], { animate: false });
  if (selected && width < 600 && !map.memmapRestored) map.memmapFeatures.once("loaded", ({ places, flows }) => {
    const [found] = [...places.places, ...flows.partnerships].filter(({ id }) => id === selected);
    const way = found?.a ? memmap.greatCircle(found.a, found.b) : found && [[found.lat, found.lon]];
    const options = { paddingTopLeft: [80, 60], paddingBottomRight: [40, 0.55 * height + 20], maxZoom: map.getZoom(), animate: false };
    if (way) map.fitBounds(way, options);
  });
})();
