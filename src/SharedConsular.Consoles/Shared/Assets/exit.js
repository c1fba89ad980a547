// Leaves a page that nobody should find: what comes takes its place in the history of this window.
(() => {
  const exit = document.getElementById("exit");
  const leave = event => {
    event?.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  };
  exit?.addEventListener("click", leave);
  let pressed = 0;
  document.addEventListener("keydown", event => {
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === 2) leave(event);
  });
  for (const link of document.querySelectorAll("a[data-untraced]")) {
    link.addEventListener("click", event => {
      event.preventDefault();
      location.replace(link.href);
    });
  }
})();
