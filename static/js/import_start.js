// Shows how far a document has come while it is sent and read, and keeps what the clipboard knows of headings,
// lists and links. Without this script the form is sent as it is, and what is pasted is plain text.
(() => {
  const form = document.querySelector("[data-import]");
  const progress = form.querySelector("[data-import-progress]");
  const bar = progress.querySelector("progress");
  const doing = form.querySelector("[data-import-doing]");
  const errors = form.querySelector("[data-import-errors]");
  const { file, text, html } = form.elements;
  const drop = file.closest(".import-drop");
  const help = form.querySelector("[data-import-paste-help]");

  const tell = (words, share) => {
    progress.hidden = false;
    if (doing.textContent !== words) doing.textContent = words;
    if (share === undefined) bar.removeAttribute("value");
    else bar.value = share;
  };

  const fail = (words) => {
    progress.hidden = true;
    form.querySelector("button").disabled = false;
    const box = document.createElement("div");
    box.className = "help-block help-critical";
    box.setAttribute("role", "alert");
    box.textContent = words;
    errors.replaceChildren(box);
    errors.focus();
  };

  // Sending is the first half of the way, reading the second.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    errors.replaceChildren();
    form.querySelector("button").disabled = true;
    const request = new XMLHttpRequest();
    let told = 0;
    let isAnswered = false;
    const listen = () => {
      const lines = request.responseText.slice(told).split("\n");
      told = request.responseText.length - lines.pop().length;
      for (const line of lines) {
        const step = JSON.parse(line);
        isAnswered ||= Boolean(step.error || step.url);
        if (step.error) fail(step.error);
        else if (step.url) window.location.assign(step.url);
        else tell(step.doing, 0.5 + step.share / 2);
      }
    };
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.upload.addEventListener("progress", ({ loaded, total }) => tell("Sending the document", loaded / total / 2));
    request.upload.addEventListener("load", () => tell("Reading the document", 0.5));
    const isOurs = () => request.getResponseHeader("Content-Type")?.startsWith("application/x-ndjson");
    request.addEventListener("progress", () => isOurs() && listen());
    request.addEventListener("load", () => {
      if (isOurs()) listen();
      if (!isAnswered) fail("The document was not taken. It may be too large, or you have been signed out: reload the page.");
    });
    request.addEventListener("error", () => fail("The connection was lost. Nothing was kept; try again."));
    tell("Sending the document", 0);
    request.send(new FormData(form));
  });

  // A file that is dropped anywhere on the page.
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("import-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    document.addEventListener(name, () => drop.classList.remove("import-drop--over"));
  }
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
  });

  // What was pasted, for as long as nobody changes the text by hand.
  let pasted = "";
  text.addEventListener("paste", (event) => {
    const rich = event.clipboardData.getData("text/html");
    const isUntouched = text.value.trim() === "" || (html.value && text.value === pasted);
    const isAtEnd = text.selectionStart === text.value.length;
    const isWhole = text.selectionStart === 0 && text.selectionEnd === text.value.length;
    if (!rich || !(isWhole || (isUntouched && isAtEnd))) return;
    html.value = isWhole ? rich : html.value + rich;
    setTimeout(() => {
      if (!html.value) return; // changed by hand already
      pasted = text.value;
      help.textContent = "Pasted with its headings, lists and links.";
    });
  });
  text.addEventListener("input", (event) => {
    if (event.inputType === "insertFromPaste" || !html.value || text.value === pasted) return;
    html.value = "";
    help.textContent = "You have changed the text: it is read as plain text now. Paste it again to have headings, lists and links.";
  });
})();
