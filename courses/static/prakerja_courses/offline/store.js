/** Courses kept in this browser: one cache a version, with a record written last.
    A cache without its record was never finished and counts for nothing. */

const PREFIX = "prakerja-course-";
const RECORD = "/-/saved.json";
const TRIES = 3;
const PAUSE = 800; // milliseconds, longer after each try
const CHOSEN = ["file", "video"];

export class Full extends Error {}
export class Unreachable extends Error {}
export class Taken extends Error {} // the course is not given away any more

export const possible = () =>
  "serviceWorker" in navigator && "caches" in window && window.isSecureContext;

/** Records of all saved courses, the newest first; throws where storage is blocked. */
export async function saved() {
  const records = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const record = await read(name);
    if (record) records.push(record);
  }
  return records.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

export async function savedCourse(uid) {
  return (await saved()).find((record) => record.uid === uid);
}

async function read(name) {
  const cache = await caches.open(name);
  const found = await cache.match(RECORD);
  return found && found.json().catch(() => null);
}

export async function remove(uid, but = null) {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${PREFIX}${uid}-`) && name !== but) await caches.delete(name);
  }
}

export async function removeAll() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX)) await caches.delete(name);
  }
}

/** What was begun and never finished, in a tab that was closed for example. */
export async function tidy() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || (await read(name))) continue;
    await alone(name.slice(PREFIX.length, PREFIX.length + 36), () => caches.delete(name));
  }
}

/** Run alone among all tabs; not at all while another saves the same course. */
async function alone(uid, action) {
  if (!navigator.locks) return action();
  const options = { ifAvailable: true };
  return navigator.locks.request(`prakerja-${uid}`, options, (lock) => lock && action());
}

/** What there is to save, asked of the server. */
export async function listing(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" }).catch(
    () => {
      throw new Unreachable(address);
    },
  );
  if (answer.status === 404) throw new Taken(address);
  if (!answer.ok) throw new Unreachable(address);
  return answer.json();
}

export const wanted = (list, files) =>
  list.assets.filter((asset) => files || !CHOSEN.includes(asset.kind));

export const bytesOf = (assets) => assets.reduce((sum, asset) => sum + asset.bytes, 0);

/** Save a course and return its record; what failed is named in `missing`.
    `progress` is called with bytes done and bytes in all. */
export function save(list, { files, address, progress }) {
  return alone(list.uid, () => saveAlone(list, { files, address, progress }));
}

async function saveAlone(list, { files, address, progress }) {
  const assets = wanted(list, files);
  const name = `${PREFIX}${list.uid}-${list.version}`;
  const before = await savedCourse(list.uid);
  const bytes = bytesOf(assets);
  await checkRoom(bytes);
  const cache = await caches.open(name);
  const missing = [];
  let done = 0;
  try {
    for (const asset of assets) {
      if (!(await keep(cache, asset, before))) missing.push(asset.url);
      progress((done += asset.bytes), bytes);
    }
    // Without its first page a course cannot be opened.
    if (missing.includes(list.url)) throw new Unreachable(list.url);
    const { uid, title, url, version } = list;
    const savedAt = new Date().toISOString();
    const record = { uid, title, url, version, savedAt, bytes, files, address, missing };
    await cache.put(RECORD, Response.json(record));
    await remove(uid, name);
    return record;
  } catch (error) {
    // Of another version there is nothing left; the one before stays as it was.
    if (before?.version !== list.version) await caches.delete(name);
    throw error.name === "QuotaExceededError" ? new Full() : error;
  }
}

async function checkRoom(bytes) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) || {};
  if (quota && quota - usage < bytes * 1.2) throw new Full();
}

/** Keep one file; false where it could not be had after several tries. */
async function keep(cache, asset, before) {
  if (await kept(cache, asset, before)) return true;
  for (let tried = 1; tried <= TRIES; tried++) {
    const answer = await get(asset.url);
    if (answer) {
      await cache.put(asset.url, await dated(answer));
      return true;
    }
    if (tried < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE * tried));
  }
  return false;
}

/** Whether an address with a name for each content was kept before; it is not loaded
    once more. */
async function kept(cache, asset, before) {
  if (!before || asset.kind === "page") return false;
  const old = await caches.match(asset.url, { ignoreVary: true });
  if (!old || !/immutable/.test(old.headers.get("Cache-Control"))) return false;
  await cache.put(asset.url, old);
  return true;
}

async function get(url) {
  try {
    // As a visitor without a session, so that nothing personal is kept.
    const answer = await fetch(url, { credentials: "omit", cache: "no-cache" });
    const rule = answer.headers.get("Cache-Control") || "";
    return answer.ok && !/no-store|private/.test(rule) ? answer : null;
  } catch {
    return null;
  }
}

async function dated(answer) {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.delete("Vary");
  headers.set("X-Saved-At", new Date().toISOString());
  return new Response(await answer.blob(), { headers });
}
