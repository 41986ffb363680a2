// Places and partnerships of the viewport: asked for by tile rectangle, drawn on one canvas.
memmap.Features = memmap.CanvasLayer.extend({
  options: { padding: 0.25, pane: "memmap-features", snap: 2 },

  initialize(style, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._style = style;
    this._query = "";
    this._own = "";
    this._selected = "";
    this._marks = [];
    this._places = { clusters: [], places: [] };
    this._flows = { flows: [], partnerships: [] };
    this._lines = [];
  },

  // What to show: the filter as a query string, the id of the selected feature, where the visitor's
  // own layer is asked for, if there is one, and places to mark above all others, which are then
  // paler: { name, kind, lat, lon }.
  show({ query, selected, own = "", marks = [] }) {
    const changed = query !== this._query || selected !== this._selected || own !== this._own;
    this._query = query;
    this._own = own;
    this._selected = selected;
    this._marks = marks;
    this._asked = "";
    if (changed && this._map) this._load();
  },

  onAdd(map) {
    L.Renderer.prototype.onAdd.call(this, map);
    map.on("moveend", this._load, this);
    map.on("click", this._click, this);
    map.on("mousemove", this._hover, this);
    map.on("mouseout", this._leave, this);
    this._tip = L.DomUtil.create("div", "memmap-tip", map.getContainer());
    this._tip.hidden = true;
    this._load();
  },

  onRemove(map) {
    map.off("moveend", this._load, this).off("click", this._click, this);
    map.off("mousemove", this._hover, this).off("mouseout", this._leave, this);
    L.DomUtil.remove(this._tip);
    L.Renderer.prototype.onRemove.call(this, map);
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    this._draw();
  },

  // The rectangle of tiles that covers the view, widened so that small pans repeat the address.
  _range() {
    const map = this._map, zoom = Math.max(0, Math.min(20, Math.round(map.getZoom())));
    const scale = map.getZoomScale(map.getZoom(), zoom) * 256, view = map.getPixelBounds();
    const snap = this.options.snap, world = 2 ** zoom;
    const down = (value) => Math.floor(value / scale / snap) * snap;
    const up = (value) => (Math.floor(value / scale / snap) + 1) * snap - 1;
    let x0 = down(view.min.x), x1 = up(view.max.x);
    if (x1 - x0 + 1 >= world) { x0 = 0; x1 = world - 1; }
    const shift = Math.floor(x0 / world) * world;
    const y0 = Math.max(0, Math.min(world - 1, down(view.min.y))), y1 = Math.max(0, Math.min(world - 1, up(view.max.y)));
    return `${zoom}/${x0 - shift}-${x1 - shift}/${y0}-${y1}`;
  },

  async _load() {
    if (!this._map) return;
    const address = `${this._range()}?${this._query}`;
    const asked = `${address}#${this._selected}#${this._own}`;
    if (asked === this._asked) return;
    this._asked = asked;
    this._abort?.abort();
    this._abort = new AbortController();
    this._map.getContainer().setAttribute("aria-busy", "true");
    const selected = this._selected ? `&selected=${encodeURIComponent(this._selected)}` : "";
    try {
      const [places, flows, own] = await Promise.all([
        this._ask("places", address + selected), this._ask("flows", address + selected), this._askOwn(selected)]);
      for (const what of ["clusters", "places"]) places[what].push(...(own[what] || []));
      for (const what of ["flows", "partnerships"]) flows[what].push(...(own[what] || []));
      this._places = places;
      this._flows = flows;
      this._lines = this._trace(flows);
      this._draw();
      this.fire("loaded", { places, flows });
    } catch (error) {
      if (error.name === "AbortError") return;
      this._asked = "";
      this.fire("failed", { error });
    }
    this._map?.getContainer().setAttribute("aria-busy", "false");
  },

  async _ask(what, address) {
    if (memmap.inlined?.answer) return memmap.inlined.answer(what, address);
    const answer = await fetch(`${memmap.root || ""}/map/${what}/${address}&lang=${this.options.language || "en"}`,
      { signal: this._abort.signal });
    if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
    return answer.json();
  },

  // The visitor's own layer: a list that the server has forgotten leaves the others in place.
  async _askOwn(selected) {
    if (!this._own) return {};
    const address = `${this._range()}?${selected}`;
    try {
      const answers = await Promise.all(["places", "flows"].map((what) => this._ask(`${this._own}/${what}`, address)));
      return Object.assign({}, ...answers);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      this.fire("failed", { error });
      return {};
    }
  },

  _trace({ flows, partnerships }) {
    const way = (line) => memmap.greatCircle(line.a, line.b);
    const most = Math.max(1, ...flows.map((flow) => flow.n));
    return [
      ...flows.map((flow) => ({ flow, way: way(flow), status: memmap.prevailing(flow.status),
        width: 1 + 6 * Math.sqrt(flow.n / most) })),
      ...partnerships.map((one) => ({ one, way: way(one), status: one.status, width: 2 })),
    ];
  },

  _draw() {
    if (!this._map || !this._container || !this._bounds) return;
    memmap.fitCanvas(this._container, this._pen, this._bounds);
    const view = this._map.getBounds().pad(0.3);
    this._targets = [];
    this._paleness = this._marks.length ? 0.3 : 1;
    for (const line of this._lines) this._drawLine(line, view);
    this._drawEnds(view);
    for (const cluster of this._places.clusters) this._drawAt(cluster, view, memmap.clusterRadius(cluster.n), (x, y, r) =>
      memmap.symbols.cluster(this._pen, x, y, r, cluster, this._style));
    for (const place of this._places.places) this._drawAt(place, view, place.id === this._selected ? 10 : 7, (x, y, r) => {
      if (place.id === this._selected) this._halo(x, y, r + 6);
      memmap.symbols.place(this._pen, x, y, r, place.kind, this._style, place.approximate);
    });
    this._paleness = 1;
    this._labels = [];
    for (const mark of this._marks) this._drawAt(mark, view, 11, (x, y, r) => this._mark(mark, x, y, r));
  },

  _mark(mark, x, y, r) {
    const pen = this._pen, palette = this._style.palette;
    this._halo(x, y, r + 5);
    memmap.symbols.place(pen, x, y, r, mark.kind, this._style, false);
    pen.font = '600 15px system-ui, "Noto Sans", "DejaVu Sans", sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = palette.outline;
    pen.fillStyle = palette.text;
    pen.strokeText(mark.name, x, y + r + 8);
    pen.fillText(mark.name, x, y + r + 8);
    const half = Math.max(pen.measureText(mark.name).width / 2, r);
    this._labels.push([x - half, y - r, x + half, y + r + 28]);
  },

  _halo(x, y, r) {
    this._pen.beginPath();
    this._pen.arc(x, y, r, 0, 2 * Math.PI);
    this._pen.strokeStyle = this._style.palette.selected;
    this._pen.lineWidth = 3;
    this._pen.stroke();
  },

  _drawLine(line, view) {
    const lons = line.way.map((at) => at[1]);
    const strong = line.one?.id === this._selected;
    for (const turn of memmap.copies(Math.min(...lons), Math.max(...lons), view)) {
      const points = line.way.map(([lat, lon]) => this._map.latLngToLayerPoint([lat, lon + turn]));
      if (line.flow) memmap.symbols.flow(this._pen, points, line.status, line.width, this._style);
      else memmap.symbols.line(this._pen, points, line.status, line.width, this._style, { strong, alpha: strong ? 1 : this._paleness * (this._lines.length > 80 ? 0.45 : 0.8) });
      this._targets.push({ line, points });
    }
  },

  // A dot where a single partnership ends, as its city may be none of those that the filter leaves.
  _drawEnds(view) {
    const pen = this._pen;
    pen.globalAlpha = this._paleness;
    pen.strokeStyle = this._style.kinds.city.color;
    pen.fillStyle = this._style.palette.outline;
    pen.lineWidth = 1.5;
    for (const { one, way } of this._lines) {
      if (!one) continue;
      for (const [lat, lon] of [way[0], way.at(-1)]) for (const turn of memmap.copies(lon, lon, view)) {
        const { x, y } = this._map.latLngToLayerPoint([lat, lon + turn]);
        pen.beginPath();
        pen.arc(x, y, 3, 0, 2 * Math.PI);
        pen.fill();
        pen.stroke();
      }
    }
    pen.globalAlpha = 1;
  },

  _drawAt(feature, view, radius, draw) {
    for (const turn of memmap.copies(feature.lon, feature.lon, view)) {
      const at = this._map.latLngToLayerPoint([feature.lat, feature.lon + turn]);
      this._pen.globalAlpha = this._paleness;
      draw(at.x, at.y, radius);
      this._pen.globalAlpha = 1;
      this._targets.push({ feature, at, radius });
    }
  },

  // What is drawn at a point: { at, radius } in layer points and pixels.
  symbols() {
    return (this._targets || []).filter((target) => target.feature);
  },

  // The names that marks say themselves, and what these cover, as boxes in layer points.
  marked() {
    return new Set(this._marks.map((mark) => mark.name));
  },

  labels() {
    return this._labels || [];
  },
});

memmap.clusterRadius = (n) => Math.min(26, 11 + 2.2 * Math.log2(n));

memmap.prevailing = (statuses) => Object.entries(statuses).sort((a, b) => b[1] - a[1])[0]?.[0] || "unknown";

// Whether the visitor asked for less motion.
memmap.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
