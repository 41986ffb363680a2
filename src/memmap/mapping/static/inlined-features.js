// Answers for a viewport out of the page itself, as memmap.catalog answers on the server: places
// grouped on a grid, partnerships single or as flows between the same cells.
memmap.inlined = memmap.inlined || {};

memmap.inlined.data = (() => {
  const { places, ends, pairs } = memmap.packed.features, turn = (lon) => (lon + 180) / 360;
  const height = (lat) => {
    const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  };
  const end = (id) => {
    const [name, lat, lon, region] = ends[id];
    return { id, name, lat, lon, region, x: turn(lon), y: height(lat) };
  };
  const cities = Object.fromEntries(Object.keys(ends).map((id) => [id, end(id)]));
  return {
    cities,
    places: places.map(([id, kind, layer, name, lat, lon, region, approximate]) =>
      ({ id, kind, layer, name, lat, lon, region, approximate: Boolean(approximate), x: turn(lon), y: height(lat) })),
    pairs: pairs.map(([id, a, b, status, year]) => ({ id, a: cities[a], b: cities[b], status, year })),
  };
})();

memmap.inlined.answer = (() => {
  const { places, pairs } = memmap.inlined.data, MOST = 400, SINGLES = 13, LINES = 150;

  function parsed(address) {
    const [, z, x0, x1, y0, y1, query] = address.match(/^(\d+)\/(-?\d+)-(-?\d+)\/(\d+)-(\d+)\?(.*)$/);
    const wanted = new URLSearchParams(query), world = 2 ** z;
    const regions = new Set((wanted.get("region") || "").split(",").filter(Boolean));
    const area = (x1 - x0 + 1) * (y1 - y0 + 1);
    return { zoom: Number(z), world, x0: Number(x0), x1: Number(x1), y0: Number(y0), y1: Number(y1),
      selected: wanted.get("selected") || "", fits: (at) => !regions.size || regions.has(at.region),
      cells: Math.max(1, Math.min(4, Math.floor(Math.sqrt(MOST / area)))) * world };
  }

  function within({ world, x0, x1, y0, y1 }, at) {
    if (at.y < y0 / world || at.y > (y1 + 1) / world) return false;
    if (x1 - x0 + 1 >= world) return true;
    const west = (((x0 / world) % 1) + 1) % 1, east = ((((x1 + 1) / world) % 1) + 1) % 1;
    return west < east || east === 0 ? at.x >= west && at.x <= (east || 1) : at.x >= west || at.x <= east;
  }

  const cellOf = (at, cells) => `${Math.floor(at.x * cells)}/${Math.floor(at.y * cells)}`;
  const mean = (members, of) => members.reduce((sum, member) => sum + of(member), 0) / members.length;

  function grouped(members, key) {
    const groups = new Map();
    for (const member of members) {
      const name = key(member);
      if (groups.has(name)) groups.get(name).push(member);
      else groups.set(name, [member]);
    }
    return [...groups.values()].sort((a, b) => b.length - a.length);
  }

  function counted(members, of) {
    const counts = {};
    for (const member of members) counts[of(member)] = (counts[of(member)] || 0) + 1;
    return Object.fromEntries(Object.entries(counts).sort());
  }

  function cluster(members) {
    const lats = members.map((one) => one.lat), lons = members.map((one) => one.lon);
    return { lat: mean(members, (one) => one.lat), lon: mean(members, (one) => one.lon), n: members.length,
      kinds: counted(members, (one) => one.kind),
      box: [Math.min(...lats), Math.min(...lons), Math.max(...lats), Math.max(...lons)] };
  }

  // Several places at one point stand side by side on a ring of 18 pixels or more.
  function apart(members, zoom) {
    if (members.length === 1) return members;
    const degrees = (Math.max(18, 4 * members.length) * 360) / (256 * 2 ** zoom);
    return members.map((one, i) => {
      const angle = (2 * Math.PI * i) / members.length, shrink = Math.cos((one.lat * Math.PI) / 180);
      return { ...one, lat: one.lat + degrees * Math.sin(angle) * shrink, lon: one.lon + degrees * Math.cos(angle) };
    });
  }

  // A selected place stands out of the cluster that it is a part of.
  function placesOf(asked) {
    const answer = groupedPlaces(asked), chosen = places.find((place) => place.id === asked.selected);
    if (chosen && !answer.places.some((place) => place.id === chosen.id)) answer.places.push(chosen);
    return answer;
  }

  function groupedPlaces(asked) {
    const found = places.filter((place) => asked.fits(place) && within(asked, place));
    if (asked.zoom >= SINGLES && found.length <= MOST) {
      const spots = grouped(found, (one) => `${one.lat}/${one.lon}`);
      return { zoom: asked.zoom, clusters: [], places: spots.flatMap((members) => apart(members, asked.zoom)) };
    }
    const groups = grouped(found, (place) => cellOf(place, asked.cells)).slice(0, MOST);
    return { zoom: asked.zoom, clusters: groups.filter((group) => group.length > 1).map(cluster),
      places: groups.filter((group) => group.length === 1).map(([place]) => place) };
  }

  const line = ({ id, a, b, status, year }) =>
    ({ id, a: [a.lat, a.lon], b: [b.lat, b.lon], status, year, name: `${a.name} – ${b.name}` });

  function flow(members, cells) {
    const ends = members.map(({ a, b }) => (cellOf(a, cells) <= cellOf(b, cells) ? [a, b] : [b, a]));
    const middle = (i) => [mean(ends, (pair) => pair[i].lat), mean(ends, (pair) => pair[i].lon)];
    return { a: middle(0), b: middle(1), n: members.length, status: counted(members, (one) => one.status) };
  }

  function flowsOf(asked) {
    const fitting = pairs.filter(({ a, b }) => asked.fits(a) || asked.fits(b));
    const chosen = asked.selected && fitting.filter(({ id, a, b }) => [id, a.id, b.id].includes(asked.selected));
    if (chosen?.length) return { zoom: asked.zoom, flows: [], partnerships: chosen.map(line) };
    const found = fitting.filter(({ a, b }) => within(asked, a) || within(asked, b));
    if (found.length <= LINES) return { zoom: asked.zoom, flows: [], partnerships: found.map(line) };
    const apart = found.filter(({ a, b }) => cellOf(a, asked.cells) !== cellOf(b, asked.cells));
    const groups = grouped(apart, ({ a, b }) => [cellOf(a, asked.cells), cellOf(b, asked.cells)].sort().join(" "));
    return { zoom: asked.zoom, flows: groups.slice(0, LINES).map((group) => flow(group, asked.cells)), partnerships: [] };
  }

  const { credits } = memmap.packed.features;
  return async (what, address) =>
    (what === "places" ? { ...placesOf(parsed(address)), credits } : flowsOf(parsed(address)));
})();

// What there is to say of a feature, its sources and its partners among it.
memmap.inlined.card = (id) => {
  const { cards, sources } = memmap.packed.features, card = cards[id];
  if (!card) return null;
  const partners = memmap.inlined.data.pairs.filter(({ a, b }) => a.id === id || b.id === id).map((pair) => ({
    id: pair.id, name: (pair.a.id === id ? pair.b : pair.a).name,
    how: [pair.year, memmap.page.map.style.statuses[pair.status]?.label].filter(Boolean).join(", "),
  }));
  return { ...card, id, sources: card.sources.map((i) => sources[i]), ...(partners.length && { partners }) };
};

// Places by name, those that begin so first; no accents, no case, ё as е.
memmap.inlined.search = (() => {
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const known = memmap.inlined.data.places.map((place) => {
    const facts = memmap.packed.features.cards[place.id];
    return { place, name: fold(place.name), text: fold([place.name, facts?.title, facts?.local].filter(Boolean).join(" ")) };
  });
  return (text) => {
    const words = fold(text).split(/\s+/).filter(Boolean);
    const found = known.filter((one) => words.every((word) => one.text.includes(word)));
    const late = (one) => Number(!one.name.startsWith(words[0])) * 1000 + Number(one.place.kind !== "city") * 100 + one.name.length;
    return found.sort((a, b) => late(a) - late(b)).slice(0, 8).map(({ place }) => ({
      id: place.id, label: place.name, lat: place.lat, lon: place.lon, kind: place.kind,
      detail: memmap.packed.features.cards[place.id]?.facts[0]?.[1] || "", zoom: place.kind === "city" ? 11 : 15,
    }));
  };
})();
