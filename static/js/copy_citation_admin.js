// The button that copies the citation of a source in the admin.
(() => {
  const button = document.querySelector("[data-copy-citation]");
  if (!button || !navigator.clipboard) return;
  const status = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.querySelector("[data-citation]").textContent.trim();
    navigator.clipboard.writeText(text).then(
      () => (status.textContent = "Copied"),
      () => (status.textContent = "Copying was not allowed"),
    );
  });
})();
