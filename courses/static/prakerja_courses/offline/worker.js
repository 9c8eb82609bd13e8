/* Answers from this device where the network does not: saved courses, and a page
   that says what can be done. `SITE` is written before this by the server.

   It keeps nothing by itself but that page and its looks; courses are kept by
   save.js, when somebody asks for it. */

const SHELL = `prakerja-shell-${SITE.version}`;
const PATIENCE = 4000; // milliseconds until a saved page is shown instead
const REFERENCE = /url\(\s*["']?([^"')]+)|(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)/g;
const LOOKS = /<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+)"/g;

self.addEventListener("install", (event) => {
  // Pages are right with any version of the worker, so a new one need not wait.
  self.skipWaiting();
  event.waitUntil(keepShell());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const own = leftAlone(url);
  if (request.mode === "navigate") {
    // Unanswered, a page that was asked for already is asked for once more.
    event.respondWith(own ? fromNetwork(event) : answerPage(event, url));
  } else if (!own) event.respondWith(answerFile(event));
});

function leftAlone({ pathname }) {
  const never = SITE.never.some((path) => pathname.startsWith(path));
  return never || pathname.endsWith("/masuk/");
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("prakerja-shell-") && name !== SHELL) await caches.delete(name);
  }
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** A file that cannot be had now is tried for again at the next visit. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  for (const [, page] of SITE.pages) await keepPage(cache, page).catch(() => {});
}

async function keepPage(cache, page) {
  const answer = await fetch(page, { credentials: "omit", cache: "no-cache" });
  if (!mayBeKept(answer)) return;
  const html = await answer.clone().text();
  const waiting = [...html.matchAll(LOOKS)].map((found) => new URL(found[1], answer.url));
  await cache.put(page, answer);
  const seen = new Set();
  for (const url of waiting) await keepLooks(cache, url, seen, waiting).catch(() => {});
}

async function keepLooks(cache, url, seen, waiting) {
  url.hash = "";
  if (seen.has(url.href) || url.origin !== location.origin) return;
  if (!url.pathname.startsWith(SITE.statics)) return;
  seen.add(url.href);
  const answer = (await cache.match(url)) || (await fetch(url));
  if (!mayBeKept(answer)) return;
  if (/\.(css|js)$/.test(url.pathname)) {
    const text = await answer.clone().text();
    for (const [, address, module] of text.matchAll(REFERENCE)) {
      if (!(address || module).startsWith("data:")) {
        waiting.push(new URL(address || module, url));
      }
    }
  }
  await cache.put(url, answer);
}

function mayBeKept(answer) {
  const rule = answer.headers.get("Cache-Control") || "";
  return answer.ok && answer.type === "basic" && !/no-store|private/.test(rule);
}

/** From the network first; slow or without one, the saved copy; else a way out. */
async function answerPage(event, url) {
  const network = fromNetwork(event);
  if (SITE.pages.some(([, page]) => page === url.pathname)) {
    event.waitUntil(renewPage(url.pathname).catch(() => {}));
  }
  const saved = await caches.match(url.pathname, { ignoreVary: true }).catch(() => null);
  const quick = saved ? Promise.race([network, afterPatience()]) : network;
  const answer = await quick.catch(() => null);
  if (answer && !(saved && answer.status >= 500)) return answer;
  if (saved) return asSaved(saved);
  return (await wayOut(url)) || network;
}

async function fromNetwork(event) {
  return (await event.preloadResponse) || fetch(event.request);
}

/** What this visitor is shown may be an editor's, so it is never what is kept. */
async function renewPage(page) {
  await keepPage(await caches.open(SHELL), page);
}

function afterPatience() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
}

/** The page itself then says that it is a copy, and from when: see register.js. */
async function asSaved(saved) {
  const date = saved.headers.get("X-Saved-At");
  if (!date) return saved;
  const html = await saved.text();
  const marked = html.replace(/<html\b/i, `<html data-saved-at="${date}"`);
  return new Response(marked, { headers: plain(saved.headers) });
}

function plain(headers) {
  const kept = new Headers(headers);
  kept.delete("Content-Encoding");
  kept.delete("Content-Length");
  return kept;
}

async function wayOut(url) {
  const known = SITE.pages.find(([beginning]) => url.pathname.startsWith(beginning));
  const page = known && (await caches.match(known[1]).catch(() => null));
  if (!page) return null;
  return new Response(await page.blob(), { status: 503, headers: plain(page.headers) });
}

async function answerFile(event) {
  const { request } = event;
  const saved = await caches.match(request.url, { ignoreVary: true }).catch(() => null);
  if (!saved) return fetch(request);
  if (/immutable/.test(saved.headers.get("Cache-Control"))) return part(request, saved);
  if (request.url.includes(SITE.statics)) {
    event.waitUntil(renew(request).catch(() => {}));
    return saved;
  }
  return fetch(request).catch(() => part(request, saved));
}

/** Static files without a name of their own: the next visit has the new ones. */
async function renew(request) {
  const answer = await fetch(request);
  if (!mayBeKept(answer)) return;
  for (const name of await caches.keys()) {
    if (!name.startsWith("prakerja-")) continue;
    const cache = await caches.open(name);
    if (await cache.match(request.url)) await cache.put(request.url, answer.clone());
  }
}

/** Players ask for a video piece by piece. */
async function part(request, saved) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (!range || (range[2] && Number(range[2]) < Number(range[1]))) return saved;
  const whole = await saved.blob();
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : Infinity, whole.size - 1);
  const headers = plain(saved.headers);
  if (start > end) {
    headers.set("Content-Range", `bytes */${whole.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${start}-${end}/${whole.size}`);
  headers.set("Content-Length", String(end - start + 1));
  return new Response(whole.slice(start, end + 1), { status: 206, headers });
}
