// A choice in a menu is sent at once, and everything that follows from it is put in place. Without this script
// the button "Rebuild the article" does the same.
(() => {
  const review = document.querySelector("[data-import-review]");
  const status = review.querySelector("[data-import-status]");
  review.classList.add("import-review--live");
  let sending = Promise.resolve();

  const replace = (html) => {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const parts = answer.querySelectorAll("[data-import-part]");
    if (!parts.length) throw new Error("The answer is no review.");
    const focused = document.activeElement?.id;
    const open = [...review.querySelectorAll("details")].map((one) => one.open);
    for (const part of parts) {
      review.querySelector(`[data-import-part="${part.dataset.importPart}"]`).innerHTML = part.innerHTML;
    }
    review.querySelectorAll("details").forEach((one, index) => (one.open = open[index] ?? false));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const message = answer.querySelector(".messages .error, .messages [role=alert]")?.textContent.trim();
    status.textContent = message || `Rebuilt: ${review.querySelector("[data-import-summary]").textContent}`;
    if (message) window.alert(message);
  };

  const send = async (select) => {
    review.classList.add("import-review--busy");
    try {
      const form = review.querySelector("[data-import-form]");
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "version"]) body.append(name, form.elements[name].value);
      body.append(select.name, select.value);
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) throw new Error(response.statusText);
      replace(await response.text());
    } catch {
      review.classList.remove("import-review--live");
      status.textContent = "The change was not kept. Try again with the button below the document.";
      window.alert(status.textContent);
    } finally {
      review.classList.remove("import-review--busy");
    }
  };

  review.addEventListener("change", (event) => {
    if (!event.target.matches("[data-import-form] select")) return;
    sending = sending.then(() => send(event.target)); // one after the other: each has the version of the last
  });
})();
