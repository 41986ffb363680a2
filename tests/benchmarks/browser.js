// What `browser.py` asks each frame: has the map drawn what was wanted, and how long does a pan take?
window.benchmark = {
  ours: {
    drawn(country) {
      const features = window.map?.memmapFeatures;
      return Boolean(features?._targets?.length)
        && features._map.getContainer().getAttribute("aria-busy") !== "true"
        && (new URLSearchParams(features._query).get("country") || "") === country;
    },
    pan: (by) => window.benchmark.timed(by, (done) => map.memmapFeatures.once("loaded", done)),
  },
  usual: {
    drawn(markers) {
      let found = -1;
      window.map?.eachLayer((layer) => {
        if (window.L.MarkerClusterGroup && layer instanceof L.MarkerClusterGroup) found = layer.getLayers().length;
      });
      return found === markers && document.querySelectorAll(".leaflet-marker-pane > *").length > 0;
    },
    pan: (by) => window.benchmark.timed(by, (done) => map.once("moveend", done)),
  },
  // Milliseconds from a pan to the frame that was painted after it was done.
  timed: (by, whenDone) => new Promise((resolve) => {
    const start = performance.now();
    whenDone(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))));
    map.panBy([by, 0], { animate: false });
  }),
};
