// The inbox without a page load: how many requests are selected, and who else has a request open.
// Everything works without this, by the forms of the page.
(() => {
  const SECONDS = 20;

  const refreshCount = () => {
    const boxes = [...document.querySelectorAll("[data-inbox-select]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const count = document.querySelector("[data-inbox-count]");
    if (count) count.textContent = chosen ? ` (${chosen})` : "";
    const all = document.querySelector("[data-inbox-select-all]");
    if (!all) return;
    all.hidden = false;
    all.checked = boxes.length > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-inbox-select-all]")) {
      document.querySelectorAll("[data-inbox-select]").forEach((box) => {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches("[data-inbox-select], [data-inbox-select-all]")) refreshCount();
  });
  document.addEventListener("w-swap:success", refreshCount);
  refreshCount();

  const page = document.querySelector("[data-request]");
  if (!page) return;
  const line = page.querySelector("[data-request-others]");

  const words = ({ others, version }) => {
    const said = [];
    if (others.length) said.push(`${others.join(", ")} ${others.length > 1 ? "are" : "is"} also viewing this request.`);
    if (String(version) !== page.dataset.requestVersion) {
      said.push("This request has changed since you opened it. Reload the page to see how it stands.");
    }
    return said.join(" ");
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
      const headers = { "X-CSRFToken": token || "" };
      const response = await fetch(page.dataset.requestViewing, { method: "POST", headers });
      if (!response.ok || response.redirected) return;
      const said = words(await response.json());
      if (line.textContent.trim() !== said) line.textContent = said;
    } catch {
      // No connection: what the page last said stays.
    }
  };
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, SECONDS * 1000);
})();
