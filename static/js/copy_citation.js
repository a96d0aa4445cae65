// A button beside each entry of the list of citations that copies it in plain words. Where the browser cannot
// copy there are no buttons; the style sheet keeps their place free, so that nothing moves when they appear.
(() => {
  const list = document.querySelector(".citations__list");
  if (!list || !navigator.clipboard) return;

  const SHOWN_FOR = 2500;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  list.after(status);

  const say = (button, words) => {
    const label = button.querySelector(".copy__label");
    label.textContent = words;
    status.textContent = words;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      label.textContent = "Copy citation";
      status.textContent = "";
    }, SHOWN_FOR);
  };

  for (const entry of list.children) {
    const text = entry.querySelector(".source").textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const label = document.createElement("span");
    label.className = "copy__label";
    label.textContent = "Copy citation";
    const number = document.createElement("span");
    number.className = "visually-hidden";
    number.textContent = ` ${entry.id.replace("citation-", "")}`;
    button.append(label, number);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(text).then(
        () => say(button, "Copied"),
        () => say(button, "Copying was not allowed"),
      );
    });
    entry.querySelector(".citations__tools").append(button);
  }
})();
