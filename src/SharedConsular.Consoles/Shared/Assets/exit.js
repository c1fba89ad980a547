// On a page that nobody should find: all that is done takes the place of the page in the history of this window, and so does leaving.
(() => {
  const away = document.getElementById("exit").href; // Also from a page that took the place of this one and has no way out of its own.
  const leave = () => {
    document.body.hidden = true;
    document.title = "";
    location.replace(away);
  };
  let pressed = 0;
  document.addEventListener("keydown", event => {
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === 2) leave();
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a");
    if (!link || link.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.id === "exit") leave();
    else location.replace(link.href);
  });
  let isPlain = false;
  document.addEventListener("submit", async event => {
    // What is saved as a file takes no page's place.
    if (isPlain || event.target.method !== "post" || event.submitter?.dataset.saves) return;
    event.preventDefault();
    try {
      const said = new FormData(event.target, event.submitter);
      const body = event.target.enctype === "multipart/form-data" ? said : new URLSearchParams(said);
      const answer = await fetch(event.target.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.redirected && !page.getElementById("exit")) return location.replace(answer.url);
      history.replaceState(null, "", answer.url);
      document.title = page.title;
      document.body.replaceWith(page.body);
      scrollTo(0, 0);
      (document.querySelector(".faults") ?? document.getElementById("main")).focus({ preventScroll: true });
    } catch {
      isPlain = true;
      event.target.requestSubmit(event.submitter);
    }
  });
})();
