// The filters of a plain page: a box for each facet's options, with the number that each would leave.
memmap.Facets = class {
  constructor(form, map, words, changed) {
    Object.assign(this, { form, map, words, changed });
    const panel = form.closest("details");
    panel.addEventListener("toggle", () => panel.open && this.load());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => this._choose());
  }

  get query() { return new URLSearchParams(this.map.memmapFeatures._query); }

  async load() {
    const language = document.documentElement.lang, query = this.query;
    const answer = await fetch(`/map/facets?${query}&lang=${language}`).catch(() => null);
    if (answer?.ok) this._fill((await answer.json()).facets, query);
  }

  _fill(facets, query) {
    const open = new Set([...this.form.querySelectorAll("details[open]")].map((one) => one.dataset.facet));
    const focused = document.activeElement?.id;
    this.form.replaceChildren(this._search(query), ...facets.filter((facet) => facet.options.length).map((facet) =>
      this._facet(facet, new Set((query.get(facet.name) || "").split(",").filter(Boolean)), open.has(facet.name))), this._clear());
    document.getElementById(focused)?.focus();
  }

  _search(query) {
    const label = L.DomUtil.create("label", ""), input = L.DomUtil.create("input", "");
    Object.assign(input, { id: "facet-q", type: "search", name: "q", value: query.get("q") || "", maxLength: 100 });
    label.append(this.words.search_names, " ", input);
    return label;
  }

  _facet({ name, label, options }, chosen, open) {
    const group = L.DomUtil.create("details", "");
    group.dataset.facet = name;
    group.open = open || chosen.size > 0;
    L.DomUtil.create("summary", "", group).textContent = chosen.size ? `${label} · ${chosen.size}` : label;
    for (const { code, label: text, n } of options) {
      const row = L.DomUtil.create("label", "", group), box = L.DomUtil.create("input", "", row);
      Object.assign(box, { id: `facet-${name}-${code}`, type: "checkbox", name, value: code, checked: chosen.has(code) });
      row.append(` ${text} · ${n}`);
    }
    return group;
  }

  _clear() {
    const button = L.DomUtil.create("button", "");
    button.type = "button";
    button.textContent = this.words.clear;
    button.addEventListener("click", () => { this.form.querySelectorAll("input").forEach((input) => {
      if (input.type === "checkbox") input.checked = false; else input.value = "";
    }); this._choose(); });
    return button;
  }

  _choose() {
    const query = this.query, data = new FormData(this.form);
    for (const name of new Set([...this.form.elements].map((input) => input.name).filter(Boolean))) {
      const values = data.getAll(name).filter(Boolean);
      if (values.length) query.set(name, values.join(","));
      else query.delete(name);
    }
    const { _selected: selected, _marks: marks } = this.map.memmapFeatures;
    this.map.memmapFeatures.show({ query: query.toString().replaceAll("%2C", ","), selected, marks });
    this.changed();
    this.load();
  }
};
