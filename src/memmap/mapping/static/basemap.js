// The base map: vector tiles of this server on canvases, names above them.
memmap.BaseMap = L.GridLayer.extend({
  options: { minZoom: 0, maxZoom: 20, nearest: 8, extent: 512, keepBuffer: 3, noWrap: false },

  initialize(palette, options) {
    L.setOptions(this, { ...options, ...(memmap.page?.light && { keepBuffer: 0 }) });
    this._palette = palette;
    this._underway = {};
  },

  createTile(coords, done) {
    const tile = L.DomUtil.create("canvas", "memmap-tile");
    const size = this.getTileSize(), ratio = window.devicePixelRatio || 1;
    tile.width = size.x * ratio;
    tile.height = size.y * ratio;
    const pen = tile.getContext("2d");
    pen.fillStyle = this._palette.water;
    pen.fillRect(0, 0, tile.width, tile.height);
    const part = 2 ** Math.max(0, coords.z - this.options.nearest);
    this._detail(coords, part)
      .then((layers) => memmap.whenIdle(() => {
        pen.translate(-(coords.x % part) * tile.width, -(coords.y % part) * tile.height);
        this._paint(pen, layers, (tile.width * part) / this.options.extent, ratio);
        done(null, tile);
      }))
      .catch((error) => done(error, tile));
    return tile;
  },

  // The shapes of a tile; closer than the nearest detail those of the tile that it is a part of,
  // which are drawn anew and not blown up. A few of these are kept, as their parts are neighbours.
  _detail({ x, y, z }, part) {
    if (part === 1) return this._fetch({ x, y, z });
    const whole = { x: Math.floor(x / part), y: Math.floor(y / part), z: this.options.nearest };
    const wholes = (this._wholes ||= new Map()), key = `${whole.x}/${whole.y}`;
    if (!wholes.has(key)) {
      const asked = this._fetch(whole);
      wholes.set(key, asked);
      asked.catch(() => wholes.delete(key));
      if (wholes.size > 8) wholes.delete(wholes.keys().next().value);
    }
    return wholes.get(key);
  },

  // Copies of the world that are in view together share what is on its way.
  _fetch({ x, y, z }) {
    if (memmap.inlined?.tile) return memmap.inlined.tile(z, x, y);
    const name = `${z}/${x}/${y}`;
    this._underway[name] ||= this._ask(name).finally(() => { delete this._underway[name]; });
    return this._underway[name];
  },

  async _ask(name) {
    const answer = await fetch(`${memmap.root || ""}/basemap/${name}.json?${memmap.groundQuery()}`);
    if (!answer.ok) throw new Error(`base map: ${answer.status}`);
    return memmap.absolute(await answer.json());
  },

  _paint(pen, layers, scale, ratio) {
    pen.lineJoin = "round";
    this._fill(pen, layers.land, scale, this._palette.land);
    this._fill(pen, layers.lakes, scale, this._palette.water);
    this._stroke(pen, layers.regions, scale, this._palette.region, 0.8 * ratio, [3 * ratio, 3 * ratio]);
    this._stroke(pen, layers.borders, scale, this._palette.border, 1.1 * ratio, []);
  },

  _trace(pen, paths, scale) {
    for (const path of paths) {
      pen.moveTo(path[0] * scale, path[1] * scale);
      for (let i = 2; i < path.length; i += 2) pen.lineTo(path[i] * scale, path[i + 1] * scale);
    }
  },

  _fill(pen, shapes, scale, color) {
    pen.fillStyle = color;
    for (const rings of shapes || []) {
      pen.beginPath();
      this._trace(pen, rings, scale);
      pen.fill("evenodd");
    }
  },

  _stroke(pen, shapes, scale, color, width, dash) {
    pen.beginPath();
    for (const lines of shapes || []) for (const line of lines) this._traceInside(pen, line, scale);
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.stroke();
  },

  // A line without what lies beyond the tile: dashes along all of it would take long close by.
  _traceInside(pen, line, scale) {
    const { e, f } = pen.getTransform(), { width, height } = pen.canvas, margin = 8;
    const beyond = (a, b, size, offset) => Math.max(a, b) * scale + offset < -margin || Math.min(a, b) * scale + offset > size + margin;
    let drawing = false;
    for (let i = 2; i < line.length; i += 2) {
      const [x0, y0, x1, y1] = line.slice(i - 2, i + 2);
      const outside = beyond(x0, x1, width, e) || beyond(y0, y1, height, f);
      if (!outside && !drawing) pen.moveTo(x0 * scale, y0 * scale);
      if (!outside) pen.lineTo(x1 * scale, y1 * scale);
      drawing = !outside;
    }
  },
});

// Browsers keep these answers for long: the number grows with a new form or new names of them.
memmap.groundQuery = () => `v=2${memmap.page?.light ? "&light=1" : ""}`;

// A tile's paths come as a first point, and steps from it.
memmap.absolute = (layers) => {
  for (const path of Object.values(layers).flat(2)) {
    for (let i = 2; i < path.length; i++) path[i] += path[i - 2];
  }
  return layers;
};

// Features come before their ground: a tile is painted when nothing else waits, soon in any case.
memmap.whenIdle = (paint) => {
  if (window.requestIdleCallback) requestIdleCallback(paint, { timeout: 150 });
  else setTimeout(paint, 0);
};

// Names of countries and larger places, as many as fit without touching each other.
memmap.Names = memmap.CanvasLayer.extend({
  options: { padding: 0.2, pane: "memmap-names", near: 7 },

  initialize(palette, language, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._palette = palette;
    this._names = { countries: [], places: [] };
    this._hasNear = Boolean(memmap.inlined?.names || memmap.page?.light);
    this._language = language;
  },

  onAdd(map) {
    L.Renderer.prototype.onAdd.call(this, map);
    map.memmapFeatures?.on("loaded", this._update, this);
    const inlined = memmap.inlined?.names;
    (inlined ? Promise.resolve(inlined) : this._ask("")).then((names) => this._add(names)).catch(() => {});
  },

  _ask(which) {
    return fetch(`${memmap.root || ""}/basemap/names.json?lang=${this._language}&${memmap.groundQuery()}${which}`).then((answer) => answer.json());
  },

  _add({ countries, places }) {
    this._names = { countries: [...this._names.countries, ...countries], places: [...this._names.places, ...places] };
    if (this._map) this._update();
  },

  // The names of smaller places, once the map is close enough to show them.
  _askNear(zoom) {
    if (this._hasNear || zoom < this.options.near) return;
    this._hasNear = true;
    this._ask("&near=1").then((names) => this._add(names)).catch(() => { this._hasNear = false; });
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    memmap.fitCanvas(this._container, this._pen, this._bounds);
    const zoom = this._map.getZoom(), taken = this._symbols(), seen = ([, , , from]) => from <= zoom;
    this._askNear(zoom);
    if (zoom < 7) this._write(this._names.countries.filter(seen), `600 ${zoom < 4 ? 11 : 13}px`, this._palette.country, taken, zoom < 5 ? [0] : [0, 14, -14]);
    this._write(this._names.places.filter(seen), "400 11px", this._palette.place, taken, [0, 17, -17, 28, -28, 38, -38]);
  },

  // What symbols, and the names of marks, cover: names make way for them.
  _symbols() {
    const features = this._map.memmapFeatures, drawn = features?.symbols() || [];
    return [...drawn.map(({ at, radius: r }) => [at.x - r, at.y - r, at.x + r, at.y + r]), ...(features?.labels() || [])];
  },

  _write(names, font, color, taken, shifts) {
    const pen = this._pen, view = this._map.getBounds();
    pen.font = `${font} system-ui, "Noto Sans", "DejaVu Sans", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineWidth = 3;
    pen.strokeStyle = this._palette.halo;
    pen.fillStyle = color;
    const said = this._map.memmapFeatures?.marked() || new Set();
    for (const [name, lat, lon] of names) {
      if (said.has(name) || lat < view.getSouth() || lat > view.getNorth()) continue;
      for (const turned of memmap.copies(lon, lon, view)) {
        const at = this._map.latLngToLayerPoint([lat, lon + turned]);
        const half = pen.measureText(name).width / 2 + 4;
        const box = memmap.room(at, half, taken, shifts);
        if (!box) continue;
        taken.push(box);
        pen.strokeText(name, at.x, box[1] + 9);
        pen.fillText(name, at.x, box[1] + 9);
      }
    }
  },
});

// Where a name has room, as a box in pixels: at its point, or by one of the shifts below it. From
// afar a country's name stays where it is, as it would come to lie in another country.
memmap.room = ({ x, y }, half, taken, shifts) => {
  for (const down of shifts) {
    const box = [x - half, y + down - 9, x + half, y + down + 9];
    if (!taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return box;
  }
  return null;
};
