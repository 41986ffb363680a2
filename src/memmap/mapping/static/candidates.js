// Where a doubtful row may lie: numbered markers to choose from, a pin where somebody clicked, and
// the places of the list that are certain, small.
memmap.Candidates = L.FeatureGroup.extend({
  initialize(style) {
    L.FeatureGroup.prototype.initialize.call(this);
    this._style = style;
    this._row = null;
  },

  onAdd(map) {
    L.FeatureGroup.prototype.onAdd.call(this, map);
    map.on("click", memmap.giveBackKeys);
  },

  show({ row, candidates, others, pin }) {
    this.clearLayers();
    const color = this._style.kinds.own.color;
    for (const at of others) {
      L.circleMarker(at, { radius: 3, stroke: false, fillColor: color, fillOpacity: 0.5, interactive: false }).addTo(this);
    }
    candidates.forEach(({ at, label }, i) => this._marker(at, String(i + 1), label, i));
    if (pin) this._marker(pin.at, "+", pin.label, -1);
    if (row !== this._row) this._fit([...candidates.map(({ at }) => at), ...(candidates.length ? [] : others)]);
    this._row = row;
  },

  _marker(at, sign, label, number) {
    const icon = document.createElement("span");
    icon.textContent = sign;
    const marker = L.marker(at, {
      icon: L.divIcon({ className: "memmap-candidate", html: icon, iconSize: [26, 26], iconAnchor: [13, 13] }),
      title: label, alt: `${sign} ${label}`, keyboard: number >= 0, interactive: number >= 0,
    });
    marker.feature = { type: "Feature", properties: { candidate: number, at: 0 } };
    marker.on("click", () => { marker.feature.properties.at = Date.now(); memmap.giveBackKeys(); });
    marker.addTo(this);
  },

  _fit(points) {
    if (!this._map || !points.length) return;
    this._map.fitBounds(L.latLngBounds(points).pad(0.2), { maxZoom: 8, animate: !memmap.calm() });
  },
});

// After a click on the small map the keys are for the page around it again: P places, 1 to 9 choose.
memmap.giveBackKeys = () => {
  try {
    window.parent.document.activeElement.blur();
  } catch { /* a page of another origin keeps its focus */ }
};

// The only content of the feature group that st_folium swaps on the small map.
memmap.CandidateSet = L.Layer.extend({
  initialize(wanted) {
    this._wanted = wanted;
  },

  onAdd(map) {
    map.memmapCandidates.show(this._wanted);
  },

  onRemove() {},
});
