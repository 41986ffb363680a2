// What the browser does for the page beside the map.
const KNOWS_VIEWPORT = ":is(.st-key-copy-link, .st-key-add-to-story) button";

// Streamlit leaves these as they were when the page was loaded: the language that a screen reader
// speaks, and the words of the button that opens the sidebar, for page.css.
function speak({ language, menu }) {
  const page = document.documentElement;
  page.lang = language;
  page.style.setProperty("--memmap-menu", JSON.stringify(menu));
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

export default function ({ data }) {
  speak(data);
  addEventListener("pointerdown", tellViewport, true);
  addEventListener("keydown", tellViewport, true);
  addEventListener("click", presentFromHere, true);
}
