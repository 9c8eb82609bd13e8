/* Served instead of the worker while PRAKERJA_COURSES["OFFLINE"] is False: the worker
   leaves each browser at its next visit. Saved courses stay where they are. */

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("prakerja-shell-")) await caches.delete(name);
  }
  await self.registration.unregister();
}
