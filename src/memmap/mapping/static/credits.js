// The licences of the layers in view, in the attribution: they follow what is shown.
memmap.showCredits = (map) => {
  let shown = [];
  map.memmapFeatures.on("loaded", ({ places }) => {
    const wanted = (places.credits || []).map(memmap.creditMarkup);
    for (const text of shown) if (!wanted.includes(text)) map.attributionControl.removeAttribution(text);
    for (const text of wanted) if (!shown.includes(text)) map.attributionControl.addAttribution(text);
    shown = wanted;
  });
};

// Leaflet's attribution is markup: what comes from data is made text here.
memmap.creditMarkup = ({ text, address }) => {
  const element = document.createElement(address ? "a" : "span");
  element.textContent = text;
  if (address) element.href = address;
  return element.outerHTML;
};
