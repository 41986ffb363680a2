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
  // Out from under the panel, which is as wide as half of a small frame.
  if (page.wanted.selected && map.getSize().x >= 600) map.panBy([document.dir === "rtl" ? 150 : -150, 0], { animate: false });
})();
