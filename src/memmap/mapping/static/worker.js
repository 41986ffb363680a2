// Keeps the last story that was opened, whole in one file, and shows it at its own address where the
// network fails; any other address gets a notice that leads there. Everything else passes by: the
// app itself needs its server.
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
  const page = await answer.blob(), query = new URL(address, self.location.origin).searchParams;
  const own = new URL(`/story/${query.get("story")}?lang=${query.get("lang")}`, self.location.origin).href;
  const cache = await caches.open(KEPT);
  await cache.put(own, html(page, 200));
  const others = (await cache.keys()).filter(({ url }) => url !== own);
  await Promise.all(others.map((other) => cache.delete(other)));
}

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => offline(event.request.url)));
});

async function offline(address) {
  const { pathname, searchParams: query } = new URL(address), cache = await caches.open(KEPT);
  const named = ["/", "/embed"].includes(pathname) && query.has("story") ? `/story/${query.get("story")}` : pathname;
  return await cache.match(named, { ignoreSearch: true }) || notice((await cache.keys())[0]?.url);
}

function notice(story) {
  const words = story ? `${WORDS.offline}</p><p><a href="${story}">${WORDS.last}</a>` : `${WORDS.offline} ${WORDS.none}`;
  return html(`<!doctype html><html lang="${WORDS.language}" dir="${WORDS.direction}"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>memmap</title>
    <body style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40em; margin: 15vh auto; padding: 0 24px"><p>${words}</p>`, 503);
}

function html(page, status) {
  return new Response(page, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
