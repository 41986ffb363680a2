// How a feature looks: a shape and a colour for each kind, a dash and a colour for each status.
memmap.symbols = (() => {
  const polygon = (pen, x, y, r, corners, turn = -Math.PI / 2) => {
    for (let i = 0; i < corners; i++) {
      const angle = turn + (2 * Math.PI * i) / corners;
      pen[i ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    pen.closePath();
  };
  const star = (pen, x, y, r) => {
    for (let i = 0; i < 10; i++) {
      const angle = -Math.PI / 2 + (Math.PI * i) / 5, reach = i % 2 ? r * 0.48 : r * 1.15;
      pen[i ? "lineTo" : "moveTo"](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    pen.closePath();
  };
  const cross = (pen, x, y, r) => {
    const a = r * 0.38;
    [[-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a], [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a]]
      .forEach(([dx, dy], i) => pen[i ? "lineTo" : "moveTo"](x + dx, y + dy));
    pen.closePath();
  };
  const shapes = {
    circle: (pen, x, y, r) => { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); },
    ring: (pen, x, y, r) => { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); pen.moveTo(x + r * 0.45, y); pen.arc(x, y, r * 0.45, 0, 2 * Math.PI, true); },
    square: (pen, x, y, r) => polygon(pen, x, y, r * 1.2, 4, Math.PI / 4),
    diamond: (pen, x, y, r) => polygon(pen, x, y, r * 1.2, 4),
    triangle: (pen, x, y, r) => polygon(pen, x, y, r * 1.2, 3),
    drop: (pen, x, y, r) => polygon(pen, x, y, r * 1.2, 3, Math.PI / 2),
    hexagon: (pen, x, y, r) => polygon(pen, x, y, r * 1.1, 6),
    pentagon: (pen, x, y, r) => polygon(pen, x, y, r * 1.1, 5),
    bar: (pen, x, y, r) => pen.rect(x - r * 0.45, y - r * 1.2, r * 0.9, r * 2.4),
    slab: (pen, x, y, r) => pen.rect(x - r * 1.2, y - r * 0.6, r * 2.4, r * 1.2),
    star, cross,
  };

  function place(pen, x, y, r, kind, style, approximate) {
    pen.beginPath();
    (shapes[style.kinds[kind]?.shape] || shapes.circle)(pen, x, y, r);
    pen.fillStyle = style.kinds[kind]?.color || style.palette.other;
    const alpha = pen.globalAlpha;
    pen.globalAlpha = alpha * (approximate ? 0.55 : 1);
    pen.fill();
    pen.globalAlpha = alpha;
    pen.setLineDash(approximate ? [2, 2] : []);
    pen.lineWidth = 1.5;
    pen.strokeStyle = style.palette.outline;
    pen.stroke();
    pen.setLineDash([]);
  }

  // A donut: the makeup by kind around the count.
  function cluster(pen, x, y, r, { n, kinds }, style) {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fillStyle = style.palette.cluster;
    pen.fill();
    let from = -Math.PI / 2;
    pen.lineWidth = 4;
    for (const [kind, count] of Object.entries(kinds).sort((a, b) => b[1] - a[1])) {
      const to = from + (2 * Math.PI * count) / n;
      pen.beginPath();
      pen.arc(x, y, r, from, to);
      pen.strokeStyle = style.kinds[kind]?.color || style.palette.other;
      pen.stroke();
      from = to;
    }
    pen.fillStyle = style.palette.text;
    pen.font = '600 11px system-ui, "DejaVu Sans", sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(n < 10000 ? String(n) : `${Math.round(n / 1000)}k`, x, y + 0.5);
  }

  function line(pen, points, status, width, style, { strong = false, alpha = 0.75 } = {}) {
    pen.beginPath();
    points.forEach((at, i) => pen[i ? "lineTo" : "moveTo"](at.x, at.y));
    pen.lineCap = "round";
    pen.setLineDash(style.statuses[status]?.dash || []);
    if (strong) {
      pen.strokeStyle = style.palette.outline;
      pen.lineWidth = width + 4;
      pen.stroke();
    }
    pen.strokeStyle = style.statuses[status]?.color || style.palette.other;
    pen.lineWidth = width;
    pen.globalAlpha = strong ? 1 : alpha;
    pen.stroke();
    pen.globalAlpha = 1;
    pen.setLineDash([]);
  }

  // Many partnerships as one line: its width tells how many, its colour how most of them stand.
  function flow(pen, points, status, width, style) {
    pen.beginPath();
    points.forEach((at, i) => pen[i ? "lineTo" : "moveTo"](at.x, at.y));
    pen.lineCap = "round";
    pen.strokeStyle = style.statuses[status]?.color || style.palette.other;
    pen.lineWidth = width;
    pen.globalAlpha = 0.35;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  return { place, cluster, line, flow };
})();
