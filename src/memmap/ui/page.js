// What the browser does for the page beside the map.
const NARROW = 640;  // pixels: Streamlit puts columns below each other there
const KNOWS_VIEWPORT = ":is(.st-key-copy-link, .st-key-add-to-story) button";

// Streamlit leaves these as they were when the page was loaded: the language that a screen reader
// speaks, and the words of the button that opens the sidebar, for page.css.
function speak({ language, menu }) {
  const page = document.documentElement;
  page.lang = language;
  page.style.setProperty("--memmap-menu", JSON.stringify(menu));
}

// Streamlit's own words are English only: see streamlit_words.py. What the data says is left alone.
const DATA = "[data-testid='stMarkdownContainer'], [data-testid='stFileChipName'], input, textarea";
const STREAMLIT = "[data-testid='stFileUploaderDropzone'], [data-testid='stTooltipContent']";
const SPOKEN = ["aria-label", "placeholder", "title"];
let words = {}, phrases = [], observer = null;

function translate(said) {
  if (JSON.stringify(said) === JSON.stringify(words)) return;
  const before = Object.entries(words).map(([english, other]) => [other, english]);
  words = said;
  for (const pairs of [before, Object.entries(said)]) {
    phrases = pairs.map(([from, to]) => [pattern(from), to.replace("{}", "$1")]);
    translateWithin(document.body);
  }
  observer ??= new MutationObserver((changes) => changes.forEach(({ type, target, addedNodes }) => {
    if (type === "childList") addedNodes.forEach(translateWithin);
    else translateNode(target);
  }));
  const attributes = { attributes: true, attributeFilter: SPOKEN };
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, ...attributes });
}

const pattern = (phrase) => new RegExp(`^${phrase.split("{}").map(escaped).join("(.+)")}$`);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function translateWithin(root) {
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  do translateNode(nodes.currentNode); while (nodes.nextNode());
}

function translateNode(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const around = node.parentElement;
    const said = around && translated(node.data);
    if (said && (!around.closest(DATA) || around.closest(STREAMLIT))) node.data = said;
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    for (const name of SPOKEN) {
      const said = node.hasAttribute(name) && translated(node.getAttribute(name));
      if (said) node.setAttribute(name, said);
    }
  }
}

function translated(text) {
  const plain = text.trim();
  const phrase = plain && phrases.find(([english]) => english.test(plain));
  return phrase ? plain.replace(...phrase) : "";
}

// A pan reruns nothing, so the script does not know of it. Before it acts on the viewport it is told
// as after Back: that the address is another one.
function tellViewport(event) {
  const isPress = event.type === "pointerdown" || event.key === "Enter" || event.key === " ";
  if (isPress && event.target.closest(KNOWS_VIEWPORT)) dispatchEvent(new PopStateEvent("popstate"));
}

// A link goes where it was drawn for; the audience begins where the map is now.
function presentFromHere(event) {
  const link = event.target.closest('a[href*="/present?"]');
  if (!link || link.href.includes("story=")) return;
  const target = new URL(link.href), here = new URL(location.href).searchParams;
  for (const key of ["lat", "lon", "zoom"]) if (here.has(key)) target.searchParams.set(key, here.get(key));
  link.href = target;
}

// On a phone the details are drawn below the map: who tapped a place there is led to them.
let selected = null;

function leadToDetails(now) {
  const isNew = selected !== null && now && now !== selected;
  selected = now;
  if (!isNew || innerWidth > NARROW || document.activeElement?.tagName !== "IFRAME") return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const until = performance.now() + 3000;
  const look = () => {
    const heading = document.querySelector(".st-key-close-details");
    if (heading) heading.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

// A story that is written lives in the session alone: a reload would lose it.
let unsaved = false;
const askFirst = (event) => { if (unsaved) event.preventDefault(); };

export default function ({ data }) {
  speak(data);
  translate(data.words);
  leadToDetails(data.selected);
  unsaved = data.unsaved;
  addEventListener("beforeunload", askFirst);
  addEventListener("pointerdown", tellViewport, true);
  addEventListener("keydown", tellViewport, true);
  addEventListener("click", presentFromHere, true);
}
