// The panel of a selected feature on a page without Streamlit: what it is, its facts, its sources.
memmap.icons.close = "M6 6l12 12M18 6 6 18";

memmap.Details = class {
  constructor(map, words, language) {
    this._map = map;
    this._words = words;
    this._language = language;
    this._panel = L.DomUtil.create("aside", "memmap-details", map.getContainer());
    this._panel.setAttribute("aria-live", "polite");
    this._panel.setAttribute("aria-label", words.details);
    this._panel.hidden = true;
    L.DomEvent.disableClickPropagation(this._panel);
    L.DomEvent.disableScrollPropagation(this._panel);
    this._panel.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
    map.memmapFeatures.on("selected", ({ id }) => this.open(id));
  }

  async open(id) {
    this._asked = id;
    const card = await memmap.cardOf(id, this._language).catch(() => null);
    if (card && this._asked === id) this._fill(card);
  }

  close() {
    this._panel.hidden = true;
    this._map.getContainer().focus();
  }

  _fill(card) {
    const words = this._words;
    this._panel.replaceChildren();
    const shut = memmap.button(this._panel, "close", words.close, () => this.close());
    shut.classList.add("memmap-shut");
    this._add("h2", card.title);
    this._add("p", [card.what, card.local].filter(Boolean).join(" · "), "memmap-what");
    if (card.text) this._add("p", card.text);
    if (card.approximate) this._add("p", words.approximate, "memmap-what");
    for (const [label, value] of card.facts) this._add("p", `${label}: ${value}`);
    if (card.partners) this._partners(card.partners);
    this._sources(card.sources);
    for (const [label, address] of card.links || []) this._link(this._add("p", ""), label, address);
    this._panel.hidden = false;
    this._panel.scrollTop = 0;
  }

  _partners(partners) {
    const more = this._add("details", "");
    more.open = partners.length <= 6;
    this._into(more, "summary", `${this._words.partners} (${partners.length})`);
    const list = this._into(more, "ul", "");
    for (const { id, name, how } of partners) {
      const button = this._into(this._into(list, "li", ""), "button", `${name} · ${how}`);
      button.type = "button";
      button.addEventListener("click", () => memmap.choose(this._map, id));
    }
  }

  _sources(sources) {
    this._add("h3", this._words.sources);
    const list = this._add("ul", "");
    for (const { title, url, publisher, licence, read } of sources) {
      const entry = this._into(list, "li", "");
      this._link(entry, title, url);
      this._into(entry, "small", [publisher, licence, read].filter(Boolean).join(" · "));
    }
  }

  // Only web addresses become links.
  _link(parent, text, url) {
    const link = this._into(parent, /^https?:\/\//.test(url) ? "a" : "span", text);
    if (link.tagName === "A") Object.assign(link, { href: url, target: "_blank", rel: "noopener" });
  }

  _add(tag, text, name) {
    return this._into(this._panel, tag, text, name);
  }

  _into(parent, tag, text, name = "") {
    const element = L.DomUtil.create(tag, name, parent);
    element.textContent = text;
    return element;
  }
};

// The card of a feature: from the file itself, or from the server.
memmap.cardOf = async (id, language) => {
  if (memmap.inlined?.card) return memmap.inlined.card(id);
  const answer = await fetch(`${memmap.root || ""}/map/card?${new URLSearchParams({ id, lang: language })}`);
  return answer.ok ? answer.json() : null;
};

// Select a feature by its id alone, with all that belongs to it.
memmap.choose = (map, id) => {
  map.memmapFeatures.show({ query: map.memmapFeatures._query, selected: id });
  map.memmapFeatures.fire("selected", { id });
};
