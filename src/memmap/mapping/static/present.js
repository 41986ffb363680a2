// The presenter's page: what is done on its map goes to the room, and the room's answer says how
// many follow. The key stays in this browser, so that a reload or a closed laptop changes nothing.
memmap.Present = class {
  constructor({ story, words, public: origin }) {
    Object.assign(this, { story, words, origin, parts: memmap.parts("live"), map: memmap.map, moved: !story, began: Date.now() });
    this.pointer = new memmap.Pointer(this.map);
    this._tellStory(Number.parseInt(new URLSearchParams(location.search).get("step"), 10) || 1);
    this._watchMap();
    this._tools();
    this.room = new memmap.PresentersRoom(words, {
      scene: () => memmap.sceneOf(this.map, { story: story?.id, step: this.player ? this.player.index + 1 : 0, moved: this.moved, pointer: this.at }),
      opened: (room) => this.opened(room),
      said: (state, text) => this.say(state, text),
      followers: (n) => { this.parts.followers.textContent = String(n); },
    });
    new memmap.Facets(this.parts.filters, this.map, words, () => { this._remember(); this.room.send(); });
    setInterval(() => this._clock(), 1000);
    this._clock();
    this._stayAwake();
    document.addEventListener("visibilitychange", () => this._stayAwake());
  }

  // The screen stays on; the browser forgets that whenever another tab is looked at.
  _stayAwake() {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  }

  _tellStory(step) {
    if (!this.story) return;
    this.player = new memmap.Player(this.map, this.story, document.getElementById("story"), this.words);
    this.player.addEventListener("step", () => {
      this.moved = false;
      this.flying = true;
      this._caption();
      this._remember();
      this.room?.send();
    });
    this.player.go(step - 1);
  }

  // The address says what is shown, so that a reload goes on here: a story's step, or the view.
  _remember() {
    const address = new URL(location.href);
    if (this.player) address.searchParams.set("step", String(this.player.index + 1));
    else address.search = this._view(address.searchParams);
    history.replaceState(history.state, "", address);
  }

  _view(before) {
    const { query, selected } = memmap.sceneOf(this.map, {}), at = this.map.getCenter().wrap();
    const view = new URLSearchParams(query), kept = { lang: before.get("lang"), base: before.get("base") };
    const camera = { lat: at.lat.toFixed(4), lon: at.lng.toFixed(4), zoom: Math.round(this.map.getZoom()) };
    for (const [name, value] of Object.entries({ selected, ...camera, ...kept })) if (value) view.set(name, value);
    return view;
  }

  _watchMap() {
    const map = this.map, byHand = () => { this.moved = true; this.flying = false; this.room.send(); };
    map.on("dragstart", byHand);
    map.on("move", () => { if (!this.flying) byHand(); });
    map.on("moveend", () => { this.flying = false; this._remember(); if (this.moved) this.room.send(); });
    map.memmapFeatures.on("selected", () => { this._remember(); this.room.send(); });
    map.on("mousemove", ({ latlng }) => { if (this.pointing) this.point(latlng); });
    map.on("mouseout", () => this.point(null));
  }

  point(at) {
    if (!at && !this.at) return;
    this.at = at;
    this.pointer.show(at);
    this.room.send();
  }

  _tools() {
    const { lead, link, pointer, bare, unhide, end, dialog, copy } = this.parts;
    lead.addEventListener("click", () => this.room.lead());
    link.addEventListener("click", () => this.invite());
    pointer.addEventListener("click", () => this.togglePointer());
    bare.addEventListener("click", () => this.bare(true));
    unhide.addEventListener("click", () => this.bare(false));
    end.addEventListener("click", () => { if (window.confirm(this.words.end_question)) this.room.end(); });
    copy.addEventListener("click", () => this._copy());
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
      const action = { KeyQ: () => (dialog.open ? dialog.close() : this.invite()), KeyP: () => this.togglePointer(),
        KeyH: () => this.bare(!this.isBare), Escape: () => this.isBare && this.bare(false) }[event.code];
      action?.();
    });
  }

  // A server without https gives its pages no clipboard: then as from a field of text.
  async _copy() {
    const { copy, dialog } = this.parts;
    try {
      await navigator.clipboard.writeText(this.address);
    } catch {
      const field = dialog.appendChild(Object.assign(document.createElement("textarea"), { value: this.address }));
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    copy.textContent = this.words.copied;
  }

  togglePointer() {
    this.pointing = !this.pointing;
    this.parts.pointer.setAttribute("aria-pressed", String(this.pointing));
    if (!this.pointing) this.point(null);
  }

  // Only the map and a caption, for sharing the screen.
  bare(on) {
    this.isBare = on;
    document.body.classList.toggle("memmap-bare", on);
    this.parts.unhide.hidden = !on;
    this._caption();
    this.map.invalidateSize({ animate: false });
  }

  _caption() {
    const { caption } = this.parts;
    caption.textContent = this.player?.step?.heading || "";
    caption.hidden = !this.isBare || !caption.textContent;
  }

  opened(room) {
    this.address = `${this.origin || location.origin}/watch/${room}`;
    this.parts.qr.src = `/live/rooms/${room}/qr.svg?at=${encodeURIComponent(location.origin)}`;
    this.parts.address.textContent = this.address.replace(/^https?:\/\//, "");
    this.parts.address.href = this.address;
  }

  invite() {
    if (this.address && !this.parts.dialog.open) this.parts.dialog.showModal();
  }

  say(state, text) {
    if (text === this.said) return;
    this.said = text;
    this.parts.state.textContent = text;
    this.parts.state.dataset.state = state;
    this.parts.lead.hidden = state !== "elsewhere";
    this.parts.end.disabled = state === "ended" || state === "elsewhere";
  }

  _clock() {
    const seconds = Math.floor((Date.now() - this.began) / 1000), two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
    this.parts.elapsed.textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    this.parts.clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
};

memmap.present = new memmap.Present(memmap.page);
