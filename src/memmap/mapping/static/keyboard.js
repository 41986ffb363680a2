// What is in view as a list, for the keyboard and for screen readers: hidden until it is focused.
memmap.FeatureList = L.Control.extend({
  options: { position: "bottomleft", most: 40 },

  initialize(features, words) {
    this._features = features;
    this._words = words;
  },

  onAdd() {
    const list = L.DomUtil.create("nav", "memmap-list");
    list.setAttribute("aria-label", this._words.inView);
    L.DomEvent.disableClickPropagation(list);
    L.DomEvent.disableScrollPropagation(list);
    this._list = L.DomUtil.create("ul", "", list);
    this._features.on("loaded", this._fill, this);
    return list;
  },

  _fill({ places, flows }) {
    const shown = [...places.places, ...places.clusters, ...flows.partnerships].slice(0, this.options.most);
    const content = JSON.stringify(shown);
    if (content === this._content) return;
    this._content = content;
    const focused = this._focused(), key = (feature) => String(feature.id ?? places.clusters.indexOf(feature));
    this._list.replaceChildren(...shown.map((feature) => this._entry(feature, key(feature))));
    if (focused) this._focus(focused);
  },

  // The key of the entry that has the focus. A frame that lost it to the page around it takes none back.
  _focused() {
    const button = document.activeElement;
    return document.hasFocus() && this._list.contains(button) ? button.dataset.key : undefined;
  },

  // What is activated loads, and a focus that went with its button would hide the list.
  _focus(key) {
    const buttons = [...this._list.querySelectorAll("button")];
    (buttons.find((button) => button.dataset.key === key) || buttons[0])?.focus();
  },

  _entry(feature, key) {
    const entry = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    button.textContent = this._features.describe(feature);
    button.addEventListener("click", () => this._features.activate(feature));
    entry.append(button);
    return entry;
  },
});
