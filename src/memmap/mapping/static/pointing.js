// What is pointed at: a click selects or zooms in, a hover says the name.
memmap.Features.include({
  // The topmost feature at a point: places before lines, as they are drawn above them.
  _hit(point, reach) {
    let best = null, least = Infinity;
    for (const target of this.symbols()) {
      const far = target.at.distanceTo(point);
      if (far <= Math.max(target.radius, reach) && far < least) { best = target; least = far; }
    }
    if (best) return best;
    for (const target of this._targets || []) {
      if (!target.line) continue;
      for (let i = 1; i < target.points.length; i++) {
        const far = L.LineUtil.pointToSegmentDistance(point, target.points[i - 1], target.points[i]);
        if (far <= Math.max(5, reach / 2) && far < least) { best = target; least = far; }
      }
    }
    return best;
  },

  _click(event) {
    const touch = event.originalEvent?.pointerType === "touch";
    const target = this._hit(event.layerPoint, touch ? 22 : 9);
    if (target) this.activate(target.feature || target.line.one || target.line.flow, event.latlng);
  },

  // What a click does: zoom into a cluster or a flow, select anything else.
  activate(feature, latlng) {
    if (feature.box) return this._zoomTo([[feature.box[0], feature.box[1]], [feature.box[2], feature.box[3]]], feature);
    if (feature.n) return this._zoomTo(memmap.greatCircle(feature.a, feature.b, 8), latlng);
    this.select(feature, latlng);
  },

  select(feature, latlng) {
    const at = latlng || L.latLng(feature.lat ?? feature.a[0], feature.lon ?? feature.a[1]);
    const geojson = {
      type: "Feature", id: feature.id, geometry: { type: "Point", coordinates: [at.lng, at.lat] },
      properties: { id: feature.id, layer: feature.layer || "partnerships", at: Date.now() },
    };
    this._selected = feature.id;
    this._draw();
    this._load();
    this.fire("click", { latlng: at, layer: { toGeoJSON: () => geojson } });
    this.fire("selected", { id: feature.id });
  },

  // Around these points, or towards one of them where all are in view already.
  _zoomTo(points, towards) {
    const map = this._map, bounds = L.latLngBounds(points), most = map.getMaxZoom(), animate = !memmap.calm();
    const zoom = Math.min(most, map.getBoundsZoom(bounds.pad(0.2)));
    if (zoom > map.getZoom()) map.setView(bounds.getCenter(), zoom, { animate });
    else map.setView(towards || bounds.getCenter(), Math.min(most, map.getZoom() + 2), { animate });
  },

  _hover(event) {
    const target = this._hit(event.layerPoint, 6);
    this._map.getContainer().style.cursor = target ? "pointer" : "";
    this._tip.hidden = !target;
    if (!target) return;
    this._tip.textContent = this.describe(target.feature || target.line.one || target.line.flow);
    const at = event.containerPoint, wide = this._map.getSize().x;
    this._tip.style.top = `${at.y + 14}px`;
    this._tip.style.left = `${Math.min(at.x + 12, Math.max(0, wide - this._tip.offsetWidth - 4))}px`;
  },

  _leave() {
    this._tip.hidden = true;
  },

  // What a feature is called, in the visitor's language.
  describe(feature) {
    const words = this._style.words;
    if (feature.box) {
      const parts = Object.entries(feature.kinds).sort((a, b) => b[1] - a[1]).slice(0, 4)
        .map(([kind, n]) => `${this._style.kinds[kind]?.label || kind} ${n}`);
      return `${words.places.replace("{n}", feature.n)}: ${parts.join(", ")}`;
    }
    if (feature.n) return words.partnerships.replace("{n}", feature.n);
    if (feature.a) return [feature.name, feature.year, this._style.statuses[feature.status]?.label].filter(Boolean).join(" · ");
    return `${feature.name} · ${this._style.kinds[feature.kind]?.label || feature.kind}`;
  },
});
