// Autosave and a click on "Save draft" or "Publish" can overtake each other: the server then sees a new page
// twice, or an edit of a revision that has just been replaced. So a click waits for the autosave under way,
// and no autosave starts once the form is on its way.
(() => {
  let saving = false;
  let leaving = false;
  let waiting = null;

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else saving = true;
  });

  const finish = () => {
    saving = false;
    if (!waiting) return;
    const { form, submitter } = waiting;
    waiting = null;
    if (submitter?.name) {
      // The button is disabled by now, and the server must still learn which one it was.
      const chosen = document.createElement("input");
      chosen.type = "hidden";
      chosen.name = submitter.name;
      chosen.value = submitter.value;
      form.append(chosen);
    }
    setTimeout(() => form.requestSubmit(), 50); // the form takes the new revision's number meanwhile
  };
  document.addEventListener("w-autosave:success", finish);
  document.addEventListener("w-autosave:error", finish);

  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-edit-form]")) return;
      if (!saving) {
        leaving = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, submitter: event.submitter };
    },
    true,
  );
})();
