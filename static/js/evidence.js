// The Evidence panel while somebody writes: what stands in the form is checked a second after it was last changed.
// Nothing is stored by that. The address is the form's own with "evidence/" behind it, so that a new page goes on
// being checked when autosave has made a draft of it.
(() => {
  const POLL = 500; // milliseconds; the editor's fields tell of their changes in too many ways to listen for each
  const RETRY = 10000;
  const panel = document.querySelector("[data-evidence]");
  const form = document.querySelector("form[data-edit-form]");
  if (!panel || !form) return;

  const list = panel.querySelector("[data-evidence-list]");
  const status = panel.querySelector("[data-evidence-status]");
  const trouble = panel.querySelector("[data-evidence-trouble]");
  const toggle = document.querySelector('[data-side-panel-toggle="evidence"]');
  const badge = toggle?.querySelector("[data-side-panel-toggle-counter]");
  const OWN = ["csrfmiddlewaretoken", "overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at"];

  let seen = ""; // what stood in the form at the last look
  let sent = ""; // what the panel shows the findings of
  let asking = null; // the request under way
  let acting = false; // it accepts or withdraws, and nothing may cut it short
  let waitUntil = 0;

  const address = () => form.getAttribute("action");

  // What is typed, as a text that can be compared.
  const typed = () => {
    const data = new FormData(form);
    OWN.forEach((name) => data.delete(name));
    return address() + new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  };

  const tell = (words) => {
    trouble.textContent = words;
    trouble.hidden = !words;
    if (words) status.textContent = words;
  };

  const refreshBadge = () => {
    const { evidenceCount, evidenceBlocked } = list.firstElementChild.dataset;
    if (!badge) return;
    badge.textContent = evidenceCount;
    badge.hidden = evidenceCount === "0";
    badge.classList.toggle("w-bg-critical-200", evidenceBlocked !== undefined);
    badge.classList.toggle("w-bg-surface-button-default", evidenceBlocked === undefined);
  };

  // Put the answer in place; what is open stays open, and a reason that is being typed stays as it is.
  const replace = (html, focusOn) => {
    const kept = (root) => [...root.querySelectorAll("[data-evidence-keep]")];
    const open = new Map(
      kept(list).map((one) => [
        one.dataset.evidenceKeep,
        {
          open: one.open,
          reason: one.querySelector("textarea")?.value,
          refusal: one.querySelector('[role="alert"]')?.textContent,
        },
      ]),
    );
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const focusedId = focused?.id;
    const caret = focused?.selectionStart;
    const before = list.firstElementChild?.dataset.evidenceSummary;
    list.innerHTML = html;
    const refused = list.querySelector('form [role="alert"]')?.closest("form").querySelector("textarea");
    kept(list).forEach((one) => {
      const was = open.get(one.dataset.evidenceKeep);
      if (!was) return;
      one.open = one.open || was.open;
      if (was.reason) one.querySelector("textarea").value = was.reason;
      const problem = one.querySelector("form .evidence__problem");
      if (was.refusal && !focusOn && !problem.textContent) {
        problem.setAttribute("role", "alert");
        problem.textContent = was.refusal;
      }
    });
    const again = focusedId && document.getElementById(focusedId);
    if (refused) {
      refused.focus({ preventScroll: true });
    } else if (again) {
      again.focus({ preventScroll: true });
      if (caret !== undefined) again.setSelectionRange(caret, caret);
    } else if (focusOn) {
      (list.querySelector(focusOn) || toggle)?.focus({ preventScroll: true });
    }
    refreshBadge();
    const { evidenceSummary } = list.firstElementChild.dataset;
    if (evidenceSummary !== before) status.textContent = evidenceSummary;
  };

  const ask = async (more = {}, focusOn = "") => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    acting = Boolean(focusOn);
    const content = typed();
    const body = new FormData(form);
    Object.entries(more).forEach(([name, value]) => body.append(name, value));
    panel.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(`${address()}evidence/`, {
        method: "POST",
        body,
        signal: mine.signal,
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      const answer = await response.text();
      if (mine.signal.aborted) return;
      if (response.ok && !response.redirected && answer.includes("data-evidence-summary")) {
        sent = content;
        tell("");
        replace(answer, focusOn);
      } else {
        waitUntil = Date.now() + RETRY;
        tell("The findings could not be brought up to date. You may have been signed out: save your work, then reload the page.");
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      waitUntil = Date.now() + RETRY;
      tell("No connection: the findings are not up to date. They are asked for again in a few seconds.");
    } finally {
      if (asking === mine) {
        asking = null;
        acting = false;
        panel.removeAttribute("aria-busy");
      }
    }
  };

  const look = () => {
    if (document.hidden || acting || Date.now() < waitUntil) return;
    const now = typed();
    const isStill = now === seen;
    seen = now;
    if (!isStill) asking?.abort();
    else if (now !== sent && !asking) ask();
  };

  // The block or field that a path leads to, as deep as the editor shows it. What is missing belongs into the body.
  const place = (path) => {
    const [field, ...below] = path.split("/").map(decodeURIComponent);
    let found = document.querySelector(`form [data-contentpath="${CSS.escape(field)}"]`);
    found ||= document.querySelector('form [data-contentpath="body"]');
    for (const step of below) {
      const parts = [...found.querySelectorAll("[data-contentpath]")];
      const children = parts.filter(
        (one) =>
          one.parentElement.closest("[data-contentpath]") === found &&
          one.querySelector('input[name$="-deleted"]')?.value !== "1",
      );
      const inside = /^\d+$/.test(step) ? children[Number(step)] : children.find((one) => one.dataset.contentpath === step);
      if (!inside) break;
      found = inside;
    }
    return found;
  };

  const show = (path) => {
    const found = place(path);
    if (!found) return;
    const covers = window.matchMedia("(max-width: 49.99em)").matches; // then the panel lies over the form
    if (covers && toggle?.getAttribute("aria-expanded") === "true") toggle.click();
    const tab = found.closest('[role="tabpanel"]');
    if (tab?.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
    for (let one = found; one; one = one.parentElement?.closest("[data-panel]")) {
      const opener = one.querySelector("[data-panel-toggle]");
      if (opener?.getAttribute("aria-expanded") === "false") opener.click();
    }
    found.scrollIntoView({ block: found.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
    found.querySelector('input:not([type="hidden"]), textarea, select, [contenteditable="true"]')?.focus({ preventScroll: true });
    found.classList.add("evidence-shown");
    setTimeout(() => found.classList.remove("evidence-shown"), 2500);
  };

  // Links to a place: in the panel, in the reasons why a page was not published, and in the address of the page.
  const PLACE = "#evidence/";
  document.addEventListener("click", (event) => {
    const link = event.target.closest(`a[href*="${PLACE}"]`);
    if (!link || link.pathname !== location.pathname) return;
    event.preventDefault();
    show(link.hash.slice(PLACE.length));
  });
  window.addEventListener("load", () => {
    const isRefused = document.querySelector(`.messages a[href*="${PLACE}"]`);
    const isLinked = location.hash.startsWith(PLACE);
    if ((isRefused || isLinked) && toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    if (isLinked) setTimeout(() => show(location.hash.slice(PLACE.length)), POLL);
  });

  panel.addEventListener("click", (event) => {
    const withdraw = event.target.closest("[data-evidence-withdraw]");
    if (!withdraw) return;
    const print = withdraw.dataset.evidenceWithdraw;
    ask({ "evidence-withdraw": print }, `[data-evidence-finding="${print}"] a`);
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const print = event.target.dataset.evidenceAccept;
    const reason = event.target.querySelector("textarea").value;
    ask({ "evidence-accept": print, "evidence-reason": reason }, '[data-evidence-keep="accepted"] summary');
  });

  // The editor puts its fields in place meanwhile, which is no change; but somebody may be quicker than that.
  let isQuick = false;
  for (const name of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(name, () => (isQuick = true), { capture: true, once: true });
  }
  setTimeout(() => {
    seen = typed();
    sent = isQuick ? "" : seen;
    setInterval(look, POLL);
  }, POLL);
})();
