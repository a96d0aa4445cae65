// Autosave and a click on "Save draft" or "Publish" can overtake each other: the server then sees a new page
// twice, or an edit of a revision that has just been replaced. So a click waits for the autosave under way,
// and no autosave starts once the form is on its way.
// When an autosave has ended, Wagtail takes what stands in the form by then for what was saved. So what somebody
// typed meanwhile is saved again.
(() => {
  const OWN = ["csrfmiddlewaretoken", "overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at", "next"];
  let saving = false;
  let sent = new FormData();
  let leaving = false;
  let waiting = null;

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else {
      saving = true;
      sent = event.detail.formData;
    }
  });

  const values = (data, name) => JSON.stringify(data.getAll(name).map((value) => value.name ?? value));

  // Whether a field that was sent holds something else now, which the answer to it has not put there.
  const isChanged = (form, answered) => {
    const now = new FormData(form);
    return [...new Set(sent.keys())].some(
      (name) =>
        !OWN.includes(name) &&
        !name.startsWith("comments-") &&
        !(name in answered) &&
        values(sent, name) !== values(now, name),
    );
  };

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
  document.addEventListener("w-autosave:success", (event) => {
    const form = event.target;
    if (!waiting && isChanged(form, event.detail.response.field_updates ?? {})) {
      form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
    }
    finish();
  });
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
