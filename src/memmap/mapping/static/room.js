// The presenter's side of a room: opens it, sends the newest scene, a sign of life when nothing
// moves, and opens the same room again with its key where the server has lost it. All tabs of a
// browser share that key: the one that was opened last leads, the others wait until they are asked.
memmap.PresentersRoom = class {
  constructor(words, { scene, opened, said, followers }) {
    Object.assign(this, { words, scene, opened, said, followers, store: "memmap-room", leader: "memmap-leading-tab", gap: 100, life: 5000, number: 0 });
    this.tab = String(Math.random());
    this.language = document.documentElement.lang;
    window.addEventListener("storage", ({ key }) => { if (key === this.leader) this.wake?.(); });
    this.lead();
    this._run();
  }

  // Something changed: the newest scene goes out as soon as the last one has arrived.
  send() {
    this.due = true;
    this.wake?.();
  }

  // This tab leads, in the room that the browser has now.
  lead() {
    localStorage.setItem(this.leader, this.tab);
    this.key = localStorage.getItem(this.store) || "";
    this.room = "";
    this.due = true;
    this.asked?.();
  }

  get leads() { return localStorage.getItem(this.leader) === this.tab; }

  async end() {
    await this._ask("DELETE", `/live/rooms/${this.room}`).catch(() => null);
    this._over(this.words.ended);
  }

  async _run() {
    while (!this.ended) {
      if (!this.leads) await this._untilAsked();
      try {
        await (this.room ? this._move() : this._open());
      } catch {
        this.said("lost", this.words.lost);
        await this._pause(1000);
      }
      if (!this.due) await this._pause(this.life, true);
    }
  }

  async _open() {
    const answer = await this._ask("POST", "/live/rooms", { scene: this.scene(), key: this.key || undefined });
    if (answer.status === 410) return this._forget();
    if (!answer.ok) return this._refused(answer);
    const { room, key, number } = await answer.json();
    Object.assign(this, { room, key, number });
    localStorage.setItem(this.store, key);
    this.due = true;
    return this.opened(room);
  }

  async _move() {
    this.due = false;
    this.number = Math.max(Date.now(), this.number + 1);
    const answer = await this._ask("POST", `/live/rooms/${this.room}`, { number: this.number, scene: this.scene() });
    if (answer.status === 404) { this.room = ""; this.due = true; return null; }
    if (answer.status === 410) return this._over((await answer.json()).error);
    if (!answer.ok) return this._refused(answer);
    this.followers((await answer.json()).followers);
    this.said("live", this.words.live);
    return this._pause(this.gap);
  }

  _ask(method, address, body) {
    return fetch(`${address}?lang=${this.language}`, {
      method, cache: "no-store", body: body && JSON.stringify(body), signal: AbortSignal.timeout(10_000),
      headers: { "Content-Type": "application/json", ...(this.key && { Authorization: `Bearer ${this.key}` }) },
    });
  }

  async _refused(answer) {
    const { error } = await answer.json().catch(() => ({}));
    this.said("lost", error || this.words.lost);
    this.due = true;
    return this._pause(1000 * (Number(answer.headers.get("Retry-After")) || 2));
  }

  // The room of the key in this browser is over: the next try opens a new one.
  _forget() {
    localStorage.removeItem(this.store);
    this.key = "";
    this.due = true;
  }

  _over(text) {
    this.ended = true;
    localStorage.removeItem(this.store);
    this.said("ended", text);
    this.wake?.();
  }

  _untilAsked() {
    this.said("elsewhere", this.words.elsewhere);
    return new Promise((done) => { this.asked = done; });
  }

  _pause(milliseconds, hurries = false) {
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.wake = hurries ? () => { clearTimeout(timer); done(); } : null;
    });
  }
};
