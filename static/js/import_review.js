// A choice in a menu is sent at once, and everything that follows from it is put in place. Without this script
// the button "Rebuild the article" does the same, and "Create draft" takes the menus along.
(() => {
  const PAUSE = 1500; // milliseconds after the last key in a menu
  const review = document.querySelector("[data-import-review]");
  const status = review.querySelector("[data-import-status]");
  review.classList.add("import-review--live");
  let sending = Promise.resolve();
  let waiting = null; // a menu that somebody goes through with the keyboard
  let timer;
  let byKeyboard = false;
  let state = "here"; // then "waiting" for what is under way, "ready" to leave, "gone"

  // Where the article shows the piece that was corrected.
  const show = (place) => {
    const words = document.getElementById(`piece-${place}-text`)?.textContent.trim().slice(0, 40);
    const blocks = [...review.querySelectorAll(".import-block")];
    const block = words && blocks.find((one) => one.textContent.includes(words));
    const column = review.querySelector(".import-article");
    if (block) column.scrollTop = block.offsetTop - column.offsetTop;
  };

  const replace = (html, place) => {
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
    show(place);
    const message = answer.querySelector(".messages .error")?.textContent.trim();
    status.textContent = message || `Rebuilt: ${review.querySelector("[data-import-summary]").textContent}`;
    if (message) window.alert(message);
  };

  const send = async (name, value) => {
    review.classList.add("import-review--busy");
    try {
      const form = review.querySelector("[data-import-form]");
      const body = new FormData();
      for (const own of ["csrfmiddlewaretoken", "version"]) body.append(own, form.elements[own].value);
      body.append(name, value);
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) throw new Error(response.statusText);
      replace(await response.text(), name.split("-")[1]);
    } catch {
      review.classList.remove("import-review--live");
      status.textContent = "The change was not kept. You may have been signed out: reload the page and try again.";
      window.alert(status.textContent);
    } finally {
      review.classList.remove("import-review--busy");
    }
  };

  // One after the other: each is sent with the version of the last.
  const flush = () => {
    clearTimeout(timer);
    if (waiting) {
      const { name, value } = waiting;
      sending = sending.then(() => send(name, value));
    }
    waiting = null;
    return sending;
  };

  const isMenu = (target) => target.matches("[data-import-form] select");
  review.addEventListener("keydown", (event) => {
    byKeyboard = true;
    if (event.key === "Enter" && isMenu(event.target)) flush();
  });
  review.addEventListener("pointerdown", () => (byKeyboard = false));
  review.addEventListener("change", (event) => {
    if (!isMenu(event.target)) return;
    if (waiting && waiting !== event.target) flush();
    waiting = event.target;
    clearTimeout(timer);
    if (byKeyboard) timer = setTimeout(flush, PAUSE);
    else flush();
  });
  review.addEventListener("focusout", (event) => {
    if (event.target === waiting) flush();
  });

  // "Create draft" waits for what is under way, and happens once.
  review.addEventListener("submit", async (event) => {
    if (state === "ready") {
      state = "gone";
      return;
    }
    event.preventDefault();
    if (state !== "here") return;
    state = "waiting";
    const { submitter } = event;
    const wanted = ["name", "value", "formaction"].map((key) => [key, submitter?.getAttribute(key)]);
    const same = (button) => wanted.every(([key, value]) => button.getAttribute(key) === value);
    const { id, action } = event.target;
    await flush();
    await new Promise((done) => setTimeout(done)); // no form is sent while it is still being stopped
    state = "ready";
    const form = id ? document.getElementById(id) : [...review.querySelectorAll("form")].find((one) => one.action === action);
    form.requestSubmit([...form.elements].find((one) => one.type === "submit" && same(one)));
  }, true);
  window.addEventListener("pageshow", () => (state = "here"));
})();
