// Great circles in the browser; memmap.geodesy in Python is the same, and a test compares them.
window.memmap = window.memmap || {};

memmap.greatCircle = (() => {
  const RADIANS = Math.PI / 180;

  const vector = ([lat, lon]) => {
    const p = lat * RADIANS, q = lon * RADIANS;
    return [Math.cos(p) * Math.cos(q), Math.cos(p) * Math.sin(q), Math.sin(p)];
  };

  // Points of the shortest way from a to b, as [lat, lon] in degrees. Longitudes go on past 180
  // where the way crosses the 180th meridian. Antipodes are joined by a straight line.
  return function greatCircle(a, b, points = 32) {
    const u = vector(a), v = vector(b);
    const angle = Math.acos(Math.max(-1, Math.min(1, u[0] * v[0] + u[1] * v[1] + u[2] * v[2])));
    const way = [a];
    for (let i = 1; i < points - 1; i++) {
      const f = i / (points - 1);
      way.push(Math.sin(angle) < 1e-9
        ? [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f]
        : between(u, v, angle, f));
    }
    way.push(b);
    return unwrap(way);
  };

  function between(u, v, angle, f) {
    const s = Math.sin((1 - f) * angle) / Math.sin(angle), t = Math.sin(f * angle) / Math.sin(angle);
    const [x, y, z] = u.map((value, i) => s * value + t * v[i]);
    return [Math.atan2(z, Math.hypot(x, y)) / RADIANS, Math.atan2(y, x) / RADIANS];
  }

  function unwrap(way) {
    const unwrapped = [way[0]];
    for (const [lat, lon] of way.slice(1)) {
      const last = unwrapped[unwrapped.length - 1][1];
      unwrapped.push([lat, lon + 360 * Math.round((last - lon) / 360)]);
    }
    return unwrapped;
  }
})();
