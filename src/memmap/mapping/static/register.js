// Lets the worker keep the story that is open, for when there is no network.
(() => {
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return;
  let last = "";
  const tell = () => {
    const query = new URLSearchParams(location.search);
    const story = location.pathname.match(/^\/story\/([^/]+)$/)?.[1] || query.get("story");
    if (!story || story === last) return;
    last = story;
    const language = query.get("lang") || document.documentElement.lang;
    const address = `/download/story.html?${new URLSearchParams({ story, lang: language })}`;
    navigator.serviceWorker.ready.then((at) => at.active?.postMessage({ keep: address }));
  };
  navigator.serviceWorker.register(`/worker.js?lang=${document.documentElement.lang}`).then(tell).catch(() => {});
  // The app changes its address without loading a page.
  for (const change of ["pushState", "replaceState"]) {
    const before = history[change].bind(history);
    history[change] = (...what) => { before(...what); tell(); };
  }
  window.addEventListener("popstate", tell);
})();
