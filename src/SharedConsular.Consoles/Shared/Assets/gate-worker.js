// Keeps the pages at a gate: from the network when there is one, else as they were last. They name nobody, and nothing else is kept.
const KEPT = "gate";
const ENTRIES_MAX = 60;
const NETWORK_MAX = 5000; // Milliseconds; a network that is slower is none.

const keep = async addresses => {
  const kept = await caches.open(KEPT);
  for (const address of addresses) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok && !answer.redirected) await kept.put(address, answer);
  }
  const all = await kept.keys();
  for (const oldest of all.slice(0, Math.max(0, all.length - ENTRIES_MAX))) await kept.delete(oldest);
};

const page = async request => {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(NETWORK_MAX) });
    if (answer.ok && answer.type === "basic") (await caches.open(KEPT)).put(new URL(request.url).pathname, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No network.
  }
  return await caches.match(new URL(request.url).pathname) ?? Response.error();
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim()));
addEventListener("message", event => event.waitUntil(keep(event.data.keep)));
addEventListener("fetch", event => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (address.pathname.startsWith("/assets/")) event.respondWith(caches.match(event.request).then(kept => kept ?? fetch(event.request)));
});
