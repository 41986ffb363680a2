// Tells a story on the map of a plain page: steps by button, key, swipe, clicker and clock.
// Fires "step" with the index (from 0) on itself, so that others can follow or report.
memmap.Player = class extends EventTarget {
  constructor(map, story, panel, words) {
    super();
    Object.assign(this, { map, story, panel, words, index: -1, timer: 0 });
    this.sections = [...panel.querySelectorAll("section")];
    this.buttons = Object.fromEntries([...panel.querySelectorAll("[data-go]")].map((one) => [one.dataset.go, one]));
    this.buttons.back?.addEventListener("click", () => this.go(this.index - 1));
    this.buttons.next?.addEventListener("click", () => this.go(this.index + 1));
    this.buttons.play?.addEventListener("click", () => this.play(!this.playing));
    document.addEventListener("keydown", (event) => this._key(event));
    this._swipe();
  }

  get step() { return this.story.steps[this.index]; }
  get playing() { return this.buttons.play?.getAttribute("aria-pressed") === "true"; }
  get last() { return this.story.steps.length - 1; }

  // Show a step, and the map that belongs to it.
  go(index) {
    const wanted = Math.max(0, Math.min(this.last, Math.trunc(index) || 0));
    if (wanted === this.index) return;
    this.index = wanted;
    this.sections.forEach((section, i) => { section.hidden = i !== wanted; });
    this.panel.scrollTop = 0;
    this._progress();
    this._look();
    this._clock();
    this.dispatchEvent(new CustomEvent("step", { detail: wanted }));
  }

  play(on) {
    this.buttons.play?.setAttribute("aria-pressed", String(on));
    if (this.buttons.play) this.buttons.play.textContent = on ? this.words.pause : this.words.play;
    if (on && this.index === this.last && !this.buttons.loop?.checked) this.go(0);
    this._clock();
  }

  _progress() {
    const bar = this.panel.querySelector("progress"), text = this.panel.querySelector("output");
    if (bar) bar.value = this.index + 1;
    if (text) text.textContent = `${this.index + 1} / ${this.last + 1}`;
    if (this.buttons.back) this.buttons.back.disabled = this.index === 0;
    if (this.buttons.next) this.buttons.next.disabled = this.index === this.last;
  }

  _look() {
    const { query, selected, marks, zoom, camera } = this.step, points = marks.map(({ lat, lon }) => [lat, lon]);
    this.map.memmapFeatures.show({ query, selected, marks });
    const still = memmap.calm() || !this.map.memmapShown;
    if (camera) return still ? this.map.setView([camera[0], camera[1]], camera[2], { animate: false })
      : this.map.flyTo([camera[0], camera[1]], camera[2], { duration: 1.6 });
    if (!points.length) return memmap.showSomewhere(this.map);
    const way = points.slice(1).flatMap((to, i) => memmap.greatCircle(points[i], to, 8));
    // Out from under the buttons and the search, which are as wide as a phone's map.
    const beside = this.map.getSize().x < 600 ? [80, 60] : [40, 40];
    const bounds = L.latLngBounds([points[0], ...way]), options = { maxZoom: zoom, paddingTopLeft: beside, paddingBottomRight: [40, 40] };
    return still ? this.map.fitBounds(bounds, { ...options, animate: false }) : this.map.flyToBounds(bounds, { ...options, duration: 1.6 });
  }

  _clock() {
    clearTimeout(this.timer);
    if (!this.playing) return;
    this.timer = setTimeout(() => {
      if (this.index < this.last) this.go(this.index + 1);
      else if (this.buttons.loop?.checked) this.go(0);
      else this.play(false);
    }, this.step.seconds * 1000);
  }

  // Arrows, space, and the Page Up and Page Down of a clicker; the map keeps its own arrows.
  _key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const onMap = event.target.closest("#map"), rtl = document.dir === "rtl";
    const step = { PageDown: 1, PageUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const isSpace = event.key === " " && !event.target.closest("button, summary, a");
    if (event.key.startsWith("Arrow") && onMap) return;
    if (!step && !isSpace) return;
    event.preventDefault();
    this.go(this.index + (step || (event.shiftKey ? -1 : 1)));
  }

  _swipe() {
    let from = null;
    this.panel.addEventListener("touchstart", ({ touches }) => { from = touches.length === 1 ? touches[0] : null; }, { passive: true });
    this.panel.addEventListener("touchend", ({ changedTouches }) => {
      if (!from) return;
      const right = changedTouches[0].clientX - from.clientX, down = changedTouches[0].clientY - from.clientY;
      if (Math.abs(right) < 50 || Math.abs(down) > Math.abs(right)) return;
      const onwards = (right < 0) === (document.dir !== "rtl");
      this.go(this.index + (onwards ? 1 : -1));
    });
  }
};
