// Controls: reset, full screen, search, legend. Words come from Python.
memmap.icons = {
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
};

memmap.icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", memmap.icons[name]);
  svg.append(path);
  return svg;
};

memmap.button = (control, icon, label, action) => {
  const button = L.DomUtil.create("button", "memmap-button", control);
  button.type = "button";
  button.append(memmap.icon(icon));
  button.title = label;
  button.setAttribute("aria-label", label);
  L.DomEvent.disableClickPropagation(button);
  button.addEventListener("click", action);
  return button;
};

// Leaflet's own buttons, in the visitor's language.
memmap.nameZoomButtons = (map, words) => {
  for (const [name, label] of [["in", words.zoomIn], ["out", words.zoomOut]]) {
    const button = map.zoomControl?.getContainer().querySelector(`.leaflet-control-zoom-${name}`);
    if (!button) continue;
    button.title = label;
    button.setAttribute("aria-label", label);
  }
};

memmap.ViewButtons = L.Control.extend({
  options: { position: "topleft" },

  initialize(words, home) {
    this._words = words;
    this._home = home;
  },

  onAdd(map) {
    const bar = L.DomUtil.create("div", "leaflet-bar memmap-bar");
    memmap.button(bar, "home", this._words.reset, () =>
      map.setView(this._home.center, this._home.zoom, { animate: !memmap.calm() }));
    if (document.fullscreenEnabled) {
      memmap.button(bar, "full", this._words.fullscreen, () =>
        document.fullscreenElement ? document.exitFullscreen() : map.getContainer().requestFullscreen());
    }
    return bar;
  },
});

memmap.Search = L.Control.extend({
  options: { position: "topright", wait: 200 },

  initialize(features, words, language) {
    this._features = features;
    this._words = words;
    this._language = language;
  },

  onAdd(map) {
    const box = L.DomUtil.create("div", "memmap-search");
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    this._input = L.DomUtil.create("input", "", box);
    Object.assign(this._input, { type: "search", placeholder: this._words.search, maxLength: 100, autocomplete: "off" });
    const ids = { role: "combobox", "aria-label": this._words.search, "aria-expanded": "false", "aria-controls": "memmap-results", "aria-autocomplete": "list" };
    Object.entries(ids).forEach(([name, value]) => this._input.setAttribute(name, value));
    this._list = L.DomUtil.create("ul", "", box);
    this._list.id = "memmap-results";
    this._list.setAttribute("role", "listbox");
    this._list.hidden = true;
    // There from the start, as a screen reader hears only what changes in a line that it knows.
    this._status = L.DomUtil.create("div", "", box);
    this._status.setAttribute("role", "status");
    this._input.addEventListener("input", () => this._typed());
    this._input.addEventListener("keydown", (event) => this._key(event));
    this._map = map;
    return box;
  },

  _typed() {
    clearTimeout(this._timer);
    const text = this._input.value.trim();
    if (!text) return this._show([]);
    this._timer = setTimeout(() => this._ask(text), this.options.wait);
  },

  async _ask(text) {
    if (memmap.inlined?.search) return this._show(memmap.inlined.search(text), true);
    const query = new URLSearchParams({ q: text, lang: this._language });
    const answer = await fetch(`${memmap.root || ""}/map/search?${query}`).catch(() => null);
    if (answer?.ok && text === this._input.value.trim()) this._show((await answer.json()).results, true);
  },

  _show(results, asked = false) {
    this._results = results;
    this._chosen = -1;
    this._list.replaceChildren(...results.map((result, i) => this._entry(result, i)));
    this._list.hidden = !results.length;
    this._status.textContent = asked ? this._told(results.length) : "";
    this._input.setAttribute("aria-expanded", String(results.length > 0));
    this._input.removeAttribute("aria-activedescendant");
  },

  _told(n) {
    return n ? this._words.results.replace("{n}", n) : this._words.nothing;
  },

  _entry(result, i) {
    const entry = document.createElement("li"), detail = document.createElement("small");
    entry.id = `memmap-result-${i}`;
    entry.setAttribute("role", "option");
    entry.textContent = result.label;
    detail.textContent = result.detail;
    entry.append(detail);
    entry.addEventListener("click", () => this._go(result));
    return entry;
  },

  _key(event) {
    if (event.key === "Escape") return this._show([]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], n = this._results?.length || 0;
    if (step && n) {
      event.preventDefault();
      this._chosen = (this._chosen + step + n) % n;
      [...this._list.children].forEach((entry, i) => entry.setAttribute("aria-selected", String(i === this._chosen)));
      this._input.setAttribute("aria-activedescendant", `memmap-result-${this._chosen}`);
    }
    if (event.key === "Enter" && n) this._go(this._results[Math.max(0, this._chosen)]);
  },

  _go(result) {
    this._show([]);
    this._input.value = result.label;
    this._map.setView([result.lat, result.lon], result.zoom, { animate: !memmap.calm() });
    if (result.id) this._features.select(result);
  },
});

memmap.Legend = L.Control.extend({
  options: { position: "bottomright" },

  initialize(style) {
    this._style = style;
  },

  onAdd(map) {
    const legend = L.DomUtil.create("details", "memmap-legend");
    L.DomEvent.disableClickPropagation(legend);
    legend.open = map.getSize().x > 900 && map.getSize().y > 500;
    L.DomUtil.create("summary", "", legend).textContent = this._style.words.legend;
    for (const [kind, { label }] of Object.entries(this._style.kinds)) {
      this._row(legend, label, (pen) => memmap.symbols.place(pen, 12, 9, 6, kind, this._style, false));
    }
    for (const [status, { label }] of Object.entries(this._style.statuses)) {
      this._row(legend, label, (pen) => memmap.symbols.line(pen, [{ x: 1, y: 9 }, { x: 23, y: 9 }], status, 2, this._style));
    }
    return legend;
  },

  _row(legend, label, draw) {
    const row = L.DomUtil.create("div", "memmap-row", legend), sign = L.DomUtil.create("canvas", "", row);
    const ratio = window.devicePixelRatio || 1;
    sign.width = 24 * ratio;
    sign.height = 18 * ratio;
    const pen = sign.getContext("2d");
    pen.scale(ratio, ratio);
    draw(pen);
    sign.setAttribute("aria-hidden", "true");
    L.DomUtil.create("span", "", row).textContent = label;
  },
});

// Leaflet's bar of a round length, with its unit in the visitor's language.
memmap.Scale = L.Control.Scale.extend({
  initialize(options, words) {
    L.setOptions(this, options);
    this._units = { m: words.metres, km: words.kilometres };
  },

  _updateScale(bar, text, ratio) {
    const [n, unit] = text.split(" ");
    L.Control.Scale.prototype._updateScale.call(this, bar, this._units[unit]?.replace("{n}", n) || text, ratio);
  },
});
