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
    this._list.replaceChildren(...shown.map((feature) => this._entry(feature)));
  },

  _entry(feature) {
    const entry = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = this._features.describe(feature);
    button.addEventListener("click", () => this._features.activate(feature));
    entry.append(button);
    return entry;
  },
});
