// The base map out of the page itself: cells of one zoom, of which any tile can be cut.
memmap.inlined = memmap.inlined || {};
memmap.inlined.names = memmap.packed.names;

memmap.inlined.tile = (() => {
  const { zoom: cellZoom, extent, cells } = memmap.packed.ground, tileExtent = 512, margin = 16;
  const decoded = new Map();

  // A cell's shapes with their points as they are, and the box of each.
  function cell(key) {
    if (!decoded.has(key)) {
      decoded.set(key, Object.fromEntries(Object.entries(cells[key] || {}).map(([name, shapes]) =>
        [name, shapes.map((paths) => { const points = paths.map(summed); return { paths: points, box: box(points[0]) }; })])));
    }
    return decoded.get(key);
  }

  function summed(steps) {
    const points = new Int32Array(steps);
    for (let i = 2; i < points.length; i++) points[i] += points[i - 2];
    return points;
  }

  function box(path) {
    const edges = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < path.length; i += 2) {
      edges[0] = Math.min(edges[0], path[i]); edges[1] = Math.min(edges[1], path[i + 1]);
      edges[2] = Math.max(edges[2], path[i]); edges[3] = Math.max(edges[3], path[i + 1]);
    }
    return edges;
  }

  // A path in a tile's coordinates, without points that fall on the one before.
  function moved(path, scale, left, top, least) {
    const points = [];
    let lastX, lastY;
    for (let i = 0; i < path.length; i += 2) {
      const x = Math.round(path[i] * scale - left), y = Math.round(path[i + 1] * scale - top);
      if (x === lastX && y === lastY) continue;
      points.push(x, y);
      lastX = x; lastY = y;
    }
    return points.length >= 2 * least ? points : null;
  }

  function cut(key, scale, left, top, layers, withRegions) {
    const beyond = (edge, offset) => edge * scale - offset;
    for (const [name, shapes] of Object.entries(cell(key))) {
      if (name === "regions" && !withRegions) continue;
      const least = name === "land" || name === "lakes" ? 4 : 2;
      for (const { paths, box } of shapes) {
        if (beyond(box[0], left) > tileExtent + margin || beyond(box[2], left) < -margin
          || beyond(box[1], top) > tileExtent + margin || beyond(box[3], top) < -margin) continue;
        const rings = paths.map((path) => moved(path, scale, left, top, least)).filter(Boolean);
        if (rings.length) (layers[name] ||= []).push(rings);
      }
    }
  }

  return async (z, x, y) => {
    const world = 2 ** z, column = ((x % world) + world) % world, layers = {};
    const span = 2 ** Math.max(0, cellZoom - z), size = 2 ** (z - cellZoom);
    const scale = (size * tileExtent) / extent;
    const firstX = Math.floor(column / size), firstY = Math.floor(y / size);
    for (let i = 0; i < span; i++) {
      for (let j = 0; j < span; j++) {
        const left = (column - (firstX + i) * size) * tileExtent, top = (y - (firstY + j) * size) * tileExtent;
        cut(`${firstX + i}/${firstY + j}`, scale, left, top, layers, z >= 5);
      }
    }
    return layers;
  };
})();
