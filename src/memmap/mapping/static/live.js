// What presenter and audience share: the scene of a map, the pointer, and the reading of events.
memmap.parts = (name) => Object.fromEntries(
  [...document.querySelectorAll(`[data-${name}]`)].map((part) => [part.dataset[name], part]));

// What the audience is to see. Without a viewport the story's step says where.
memmap.sceneOf = (map, { story = "", step = 0, moved, pointer }) => {
  const { _query: query, _selected: selected } = map.memmapFeatures;
  const scene = { story, step, query, selected };
  if (moved) {
    const at = map.getCenter(), box = map.getBounds();
    Object.assign(scene, { lat: at.lat, lon: at.lng, zoom: Math.round(map.getZoom()),
      box: [Math.max(-90, box.getSouth()), box.getWest(), Math.min(90, box.getNorth()), box.getEast()] });
  }
  return pointer ? { ...scene, pointer: [pointer.lat, pointer.lng] } : scene;
};

// A follower's screen may be smaller: it shows nearly all that the presenter's does, no nearer.
memmap.zoomFor = (map, { zoom, box }) => {
  if (!box) return zoom;
  const seen = L.latLngBounds([box[0], box[1]], [box[2], box[3]]).pad(-0.12);
  return Math.max(map.getMinZoom(), Math.min(zoom, map.getBoundsZoom(seen)));
};

// Where the presenter points: one marker, moved smoothly by the style sheet.
memmap.Pointer = class {
  constructor(map) {
    this.map = map;
    this.marker = L.marker([0, 0], { interactive: false, keyboard: false, zIndexOffset: 1000,
      icon: L.divIcon({ className: "memmap-pointer", iconSize: [28, 28] }) });
  }

  show(at) {
    if (!at) return this.marker.remove();
    this.marker.setLatLng(at);
    if (!this.map.hasLayer(this.marker)) this.marker.addTo(this.map);
    return this.marker;
  }
};

// Reads server-sent events for as long as it takes: a lost connection is tried again, sooner at
// first, and not by everybody at once. Calls told(message), lost() and refused(status, reason).
memmap.Events = class {
  constructor(address, { told, lost, refused }) {
    Object.assign(this, { address, told, lost, refused, silence: 25_000, tries: 0, open: true });
    window.addEventListener("offline", () => this.abort?.abort());
    window.addEventListener("online", () => this.hurry?.());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.hurry?.(); });
    this._run();
  }

  close() {
    this.open = false;
    this.abort?.abort();
  }

  async _run() {
    while (this.open) {
      try {
        await this._read();
      } catch (error) {
        if (this.open) this.lost(error);
      }
      clearTimeout(this.watch);
      if (this.open) await this._pause();
    }
  }

  async _read() {
    this.abort = new AbortController();
    this._heard();
    const answer = await fetch(this.address, { signal: this.abort.signal, cache: "no-store" });
    if (!answer.ok) {
      const { error } = await answer.json().catch(() => ({}));
      this.refused(answer.status, error || String(answer.status));
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = "", part = await reader.read(); !part.done; part = await reader.read()) {
      this._heard();
      const events = (text + part.value).split("\n\n");
      text = events.pop();
      for (const event of events) this._event(event);
    }
    if (this.open && !this.again) throw new Error("the connection ended");
  }

  _event(event) {
    this.tries = 0;
    this.again = event.startsWith("event: again");
    if (event.startsWith("data: ")) this.told(JSON.parse(event.slice(6)));
  }

  _heard() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.abort.abort(), this.silence);
  }

  _pause() {
    const wait = Math.min(15_000, 500 * 2 ** this.tries++) * (0.5 + Math.random());
    this.again = false;
    return new Promise((done) => {
      this.hurry = () => { this.hurry = null; clearTimeout(timer); done(); };
      const timer = setTimeout(() => this.hurry?.(), wait);
    });
  }
};
