// The licences of the layers in view, in the attribution: they follow what is shown. On a small map
// they are folded; whoever opens or folds them finds them so after a pan.
memmap.showCredits = (map, words) => {
  const box = map.getContainer();
  let shown = "", open = map.getSize().x >= 1000;
  box.addEventListener("toggle", ({ target }) => {
    if (target.classList.contains("memmap-credits")) open = target.open;
  }, true);
  map.memmapFeatures.on("loaded", ({ places }) => {
    const wanted = memmap.creditsMarkup(places.credits || [], words.credits, open);
    if (wanted === shown) return;
    map.attributionControl.removeAttribution(shown);
    if (wanted) map.attributionControl.addAttribution(wanted);
    shown = wanted;
  });
};

memmap.creditsMarkup = (credits, title, open) => {
  if (!credits.length) return "";
  const box = document.createElement("details");
  box.className = "memmap-credits";
  box.toggleAttribute("open", open);
  box.append(Object.assign(document.createElement("summary"), { textContent: title }));
  for (const credit of credits) box.append(memmap.creditElement(credit));
  return box.outerHTML;
};

// Leaflet's attribution is markup: what comes from data is made text here.
memmap.creditElement = ({ text, address }) => {
  const element = document.createElement(address ? "a" : "span");
  element.textContent = text;
  if (address) element.href = address;
  return element;
};
