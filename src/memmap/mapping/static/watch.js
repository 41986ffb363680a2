// The audience's page: follows the presenter until one looks around oneself, and back again.
memmap.Watch = class {
  constructor({ story, telling, words }) {
    const room = location.pathname.split("/").pop();
    Object.assign(this, { story, telling, words, parts: memmap.parts("live"), map: memmap.map, following: true, moving: false, leading: false });
    this.pointer = new memmap.Pointer(this.map);
    if (story) {
      this.player = new memmap.Player(this.map, story, document.getElementById("story"), words);
      this.player.addEventListener("step", () => { if (!this.leading) this.look(); });
    }
    this.parts.free.addEventListener("click", () => this.look());
    this.parts.back.addEventListener("click", () => this.follow());
    this.map.on("movestart", () => { if (!this.moving) this.look(); });
    this.map.on("moveend", () => { this.moving = false; });
    this.map.on("dragstart", () => this.look());
    this.map.getContainer().addEventListener("wheel", () => this.look(), { passive: true });
    this.map.memmapFeatures.on("selected", () => this.look());
    this.events = new memmap.Events(`/live/rooms/${room}/events?lang=${document.documentElement.lang}`, {
      told: (message) => this.told(message),
      lost: () => this.say("lost", words.lost),
      refused: (status, reason) => this.say("lost", status === 404 && this.scene ? words.waiting : reason),
    });
    document.body.dataset.following = "yes";
  }

  told({ state, scene }) {
    if ((scene.story || "") !== this.telling) return this._change();
    this.state = state;
    this.scene = scene;
    this._state();
    if (state === "ended") return this.end();
    this.pointer.show(scene.pointer);
    return this.following && this.apply();
  }

  // The presenter tells another story: its page is another one, and not for all in one moment.
  _change() {
    this.events.close();
    setTimeout(() => location.reload(), 1000 * Math.random());
  }

  // The presenter's step, view, filters and selection, each only where it changed.
  apply() {
    const { story, step, query = "", selected = "", lat } = this.scene;
    const at = JSON.stringify([story, step, lat, this.scene.lon, this.scene.zoom]);
    if (at !== this.at) this._go();
    this.at = at;
    this.map.memmapFeatures.show({ query, selected, marks: this.player?.step?.marks });
  }

  _go() {
    const { step, lat, lon } = this.scene, stepChanges = this.player && step && this.player.index !== step - 1;
    this.moving = true;
    this.leading = true;
    if (stepChanges) this.player.go(step - 1);
    this.leading = false;
    if (lat !== undefined) return this.map.setView([lat, lon], memmap.zoomFor(this.map, this.scene), { animate: this._animates() });
    if (this.player && step && !stepChanges) return this.player._look();
    this.moving = Boolean(stepChanges);
    return this._somewhere();
  }

  _somewhere() {
    if (!this.map._loaded) this.moving = true;
    memmap.showSomewhere(this.map);
  }

  _animates() { return !memmap.calm() && Boolean(this.map.memmapShown); }

  look() {
    if (!this.following) return;
    this.following = false;
    this._tell();
  }

  follow() {
    this.following = true;
    this.at = "";
    this._tell();
    if (this.scene) this.apply();
  }

  end() {
    this.events.close();
    this.pointer.show(null);
    this.following = false;
    this._tell();
    this.parts.back.hidden = this.parts.free.hidden = true;
    if (this.player && this.player.index < 0) this.player.go((this.scene.step || 1) - 1);
    this._somewhere();
  }

  _state() {
    this.say(this.state, this.words[this.state === "live" && !this.following ? "free_now" : this.state]);
  }

  _tell() {
    if (this.state) this._state();
    document.body.dataset.following = this.following ? "yes" : "no";
    this.parts.free.hidden = !this.following;
    this.parts.back.hidden = this.following;
  }

  say(state, text) {
    if (state === "lost") this._somewhere();
    if (text === this.said) return;
    this.said = text;
    this.parts.state.textContent = text;
    this.parts.state.dataset.state = state;
  }
};

memmap.watch = new memmap.Watch(memmap.page);
