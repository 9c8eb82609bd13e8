/** Tell the site that an advertisement was seen: half of it, for one second, once.
    <aside data-sponsor-seen="address">. No cookie goes along. */

const SECOND = 1000;

function tell(place) {
  fetch(place.dataset.sponsorSeen, {
    method: "POST",
    keepalive: true,
    credentials: "omit",
  }).catch(() => {}); // offline: then it is not counted
}

function watch(place) {
  let timer;
  const observer = new IntersectionObserver(
    ([entry]) => {
      clearTimeout(timer);
      if (!entry.isIntersecting) return;
      if (document.hidden) return again();
      timer = setTimeout(() => {
        if (document.hidden) return again();
        observer.disconnect();
        tell(place);
      }, SECOND);
    },
    { threshold: 0.5 },
  );
  const again = () => {
    observer.unobserve(place);
    document.addEventListener("visibilitychange", () => observer.observe(place), {
      once: true,
    });
  };
  if (document.hidden || document.prerendering) again();
  else observer.observe(place);
}

if ("IntersectionObserver" in window) {
  document.querySelectorAll("[data-sponsor-seen]").forEach(watch);
}
