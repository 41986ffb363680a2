// A layer that draws on one canvas in the pane of its name, as Leaflet's own renderers do.
memmap.CanvasLayer = L.Renderer.extend({
  _initContainer() {
    this._container = L.DomUtil.create("canvas", this.options.pane);
    this._container.setAttribute("aria-hidden", "true");
    this._pen = this._container.getContext("2d");
  },

  _destroyContainer() {
    L.DomUtil.remove(this._container);
    delete this._container;
  },
});

// Size a canvas to the bounds that a renderer covers, in layer points.
memmap.fitCanvas = (canvas, pen, bounds) => {
  const size = bounds.getSize(), ratio = window.devicePixelRatio || 1;
  L.DomUtil.setPosition(canvas, bounds.min);
  canvas.width = size.x * ratio;
  canvas.height = size.y * ratio;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  pen.setTransform(ratio, 0, 0, ratio, -bounds.min.x * ratio, -bounds.min.y * ratio);
};

// How far to turn something between two longitudes, in degrees, for each copy of the world in view.
memmap.copies = (west, east, view) => {
  const turns = [];
  const first = Math.ceil((view.getWest() - east) / 360), last = Math.floor((view.getEast() - west) / 360);
  for (let turn = first; turn <= last; turn++) turns.push(turn * 360);
  return turns;
};
