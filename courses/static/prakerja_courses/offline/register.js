/** Call in the service worker, and say on a page that it is a saved copy.
    <script type="module" src data-worker="/sw.js" data-scope="/"
            data-saved="… {date} …"> */

const own = document.querySelector("script[data-worker]");
const { savedAt } = document.documentElement.dataset;

function frugal() {
  const { saveData, effectiveType } = navigator.connection || {};
  return saveData || /2g/.test(effectiveType);
}

async function register() {
  const { worker, scope } = own.dataset;
  const known = await navigator.serviceWorker.getRegistration(scope);
  // Who counts every kilobyte gets it with the first course they save.
  if (known || !frugal()) {
    await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  }
}

function tellSaved() {
  const date = new Date(savedAt).toLocaleDateString(document.documentElement.lang, {
    dateStyle: "long",
  });
  const notice = document.createElement("p");
  notice.className = "pk-wrap pk-offline-copy";
  notice.setAttribute("role", "status");
  notice.textContent = own.dataset.saved.replace("{date}", date);
  document.querySelector("main")?.prepend(notice);
}

if (savedAt && own) tellSaved();
if (own && "serviceWorker" in navigator) {
  const start = () => register().catch(() => {}); // blocked: the site works without
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
