// The map of a file: the panel of what is selected, and the filter by region.
(() => {
  const { map, page, inlined } = memmap, chooser = document.getElementById("memmap-region");
  new memmap.Details(map, page.words, page.map.language);
  if (page.wanted.selected) memmap.choose(map, page.wanted.selected);

  chooser.addEventListener("change", () => {
    const region = chooser.value;
    map.memmapFeatures.show({ query: region ? `region=${region}` : "", selected: "" });
    const inside = (region ? [...inlined.data.places, ...Object.values(inlined.data.cities)] : [])
      .filter((place) => place.region === region).map(({ lat, lon }) => [lat, lon]);
    if (inside.length) map.fitBounds(L.latLngBounds(inside).pad(0.3), { maxZoom: 9, animate: !memmap.calm() });
    else map.setView(page.map.home.center, page.map.home.zoom, { animate: !memmap.calm() });
  });
})();
