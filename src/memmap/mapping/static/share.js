// The page of ways to share: copying, and the share sheet of a device that has one.
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
