// Has the worker of the gate keep this page and what it loads, so that it opens without a network.
(async () => {
  if (!navigator.serviceWorker) return;
  const folder = location.pathname.slice(0, location.pathname.indexOf("/gate") + 5);
  await navigator.serviceWorker.register(`${folder}/worker.js`, { scope: folder });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = [...document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=manifest]")].map(file => file.src || file.href);
  active.postMessage({ keep: [location.pathname, ...loaded] });
})();
