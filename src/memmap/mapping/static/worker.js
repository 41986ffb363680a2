// Keeps the last story that was opened, whole in one file, and shows it where the network fails.
// Everything else passes by: the app itself needs its server.
const KEPT = "memmap-last-story";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const address = event.data?.keep;
  if (typeof address !== "string" || !address.startsWith("/download/story.html?")) return;
  event.waitUntil(keep(address).catch(() => {}));
});

async function keep(address) {
  const answer = await fetch(address, { priority: "low" });
  if (!answer.ok) return;
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  const cache = await caches.open(KEPT);
  await cache.put("/last-story", new Response(await answer.blob(), { headers }));
}

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(offline));
});

async function offline() {
  const story = await caches.match("/last-story");
  if (story) return story;
  const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>memmap</title><p>${WORDS.offline}</p>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
