// Keeps the wall as the server would show it now. A message of the stream says that numbers changed, or that the line still stands:
// then the page is read again, and what is different is put in its place, so that nobody loses hers.
(() => {
  const WAIT_FIRST = 1000; // Milliseconds, like all below; doubled with each attempt that fails.
  const WAIT_MAX = 30000;
  const GRACE = 3000; // A line that stands again within this was not lost.
  const SILENCE_MAX = 40000; // The server speaks every fifteen seconds.
  const READ_MAX = 15000;
  const board = document.getElementById("board");
  const lost = document.getElementById("lost");
  const live = document.getElementById("live");
  let source, retry, wait = WAIT_FIRST, brokenAt = 0, heardAt = Date.now(), isLive = true, isReading = false, isStale = false;

  const update = (shown, fresh) => {
    if (shown.isEqualNode(fresh)) return;
    if (shown.nodeType !== Node.ELEMENT_NODE || shown.nodeName !== fresh.nodeName || shown.id !== fresh.id) return shown.replaceWith(fresh);
    for (const name of shown.getAttributeNames()) if (!fresh.hasAttribute(name)) shown.removeAttribute(name);
    for (const name of fresh.getAttributeNames()) if (shown.getAttribute(name) !== fresh.getAttribute(name)) shown.setAttribute(name, fresh.getAttribute(name));
    const nodes = [...fresh.childNodes];
    while (shown.childNodes.length > nodes.length) shown.lastChild.remove();
    nodes.forEach((node, i) => shown.childNodes[i] ? update(shown.childNodes[i], node) : shown.append(node));
  };

  // Where somebody stands is what she stands on, wherever it moved to.
  const updateUnderFocus = fresh => {
    const href = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    update(board, fresh);
    if (href && document.activeElement.getAttribute("href") !== href) {
      [...board.querySelectorAll("a")].find(link => link.getAttribute("href") === href)?.focus({ preventScroll: true });
    }
  };

  const hour = moment => new Date(moment).toISOString().slice(11, 16);
  const say = () => {
    const isLost = brokenAt && Date.now() - brokenAt > GRACE;
    const text = isLost ? lost.dataset.text.replace("{0}", hour(brokenAt)).replace("{1}", hour(board.dataset.at)) : "";
    if (lost.textContent !== text) lost.textContent = text;
  };

  const open = () => {
    heardAt = Date.now();
    source = new EventSource(board.dataset.stream);
    source.addEventListener("situation", () => {
      wait = WAIT_FIRST;
      read();
    });
    source.onerror = breakOff;
  };

  // A stream that is refused does not say why; the page does, when the session ended.
  const again = () => {
    retry = 0;
    open();
    read();
  };

  const breakOff = () => {
    source.close();
    if (!isLive || retry) return;
    brokenAt ||= Date.now();
    heardAt = Date.now();
    retry = setTimeout(again, wait);
    wait = Math.min(wait * 2, WAIT_MAX);
  };

  const read = async () => {
    isStale = isReading;
    if (isReading) return;
    isReading = true;
    try {
      const answer = await fetch(location.href, { signal: AbortSignal.timeout(READ_MAX) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("board");
      if (fresh && isLive) {
        updateUnderFocus(fresh);
        brokenAt = 0;
        heardAt = Date.now();
      } else if (!fresh && (answer.ok || answer.status < 429)) {
        location.replace(answer.url); // The session ended, or the right to look.
      } else if (!fresh) breakOff();
    } catch {
      breakOff();
    }
    isReading = false;
    say();
    if (isStale) read();
  };

  live.hidden = false;
  live.addEventListener("click", () => {
    isLive = !isLive;
    live.textContent = isLive ? live.dataset.stop : live.dataset.go;
    if (isLive) return open();
    source.close();
    clearTimeout(retry);
    retry = 0;
    brokenAt = 0;
    say();
  });
  setInterval(() => {
    if (isLive && Date.now() - heardAt > SILENCE_MAX) breakOff();
    say();
  }, 1000);
  open();
})();
