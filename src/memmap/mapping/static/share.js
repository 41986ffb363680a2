// The page of ways to share: copying, and the share sheet of a device that has one.

// Within the app, the map's own viewport, which it writes into the app's address as it is moved.
(() => {
  if (window.parent === window) return;
  const here = new URL(location.href);
  try {
    const app = new URL(window.parent.location.href).searchParams;
    for (const name of ["lat", "lon", "zoom"]) if (app.get(name)) here.searchParams.set(name, app.get(name));
  } catch { /* framed by another site */ }
  if (here.href !== location.href) location.replace(here);
})();

(() => {
  const { title, link } = document.querySelector("main").dataset;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy), words = button.textContent;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }
  const system = document.getElementById("system");
  system.hidden = !navigator.share;
  system.addEventListener("click", () => navigator.share({ title, url: link }).catch(() => {}));
})();
