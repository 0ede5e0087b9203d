// Keeps the page for days without network. The page asks for this five seconds after it is ready, when nothing else runs.
// A version once begun is kept to the end: its files have their hashes in their names, and those of the version before
// stay until a third one comes, so that old tabs find what they ask for. A new version takes over when all tabs of the
// old one are closed, or when somebody asks for it.

// `cargo xtask build` writes these two; without them what is loaded once is kept.
const VERSION = "";
const FILES = [];

const FAMILY = `little-o ${registration.scope} `;
const CACHE = FAMILY + VERSION;
const KEPT = 2;

/** Whether the name of a file says what is in it. */
const isHashed = (file) => /-[0-9a-f]{8,}[._]/.test(file);

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async (file) => {
    const known = isHashed(file) ? await caches.match(file, { ignoreVary: true }) : undefined;
    const response = known ?? await fetch(file, { cache: isHashed(file) ? "default" : "no-cache" });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    await cache.put(file, response);
  }));
}

async function forgetOld() {
  const versions = (await caches.keys()).filter((name) => name.startsWith(FAMILY));
  await Promise.all(versions.slice(0, -KEPT).map((name) => caches.delete(name)));
}

async function answer(request) {
  const options = { ignoreVary: true, ignoreSearch: request.mode === "navigate" };
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, options) ?? await caches.match(request, options);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && FILES.length === 0) await cache.put(request, response.clone());
  return response;
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOld()));
addEventListener("message", ({ data }) => { if (data === "take over") skipWaiting(); });
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});
