// Citations in the rich text editor. The "Cite" button opens the library of sources and puts a marker behind the
// selected words; [@rush2006] and [3] become markers as they are typed or pasted. A marker is one character that
// cannot be edited; numbers are given when the page is shown.
(() => {
  const { React, DraftJS, draftail } = window;
  const SIGN = "\uFFFC";

  const selectedText = (content, selection) => {
    const block = content.getBlockForKey(selection.getStartKey());
    if (selection.getStartKey() !== selection.getEndKey()) return "";
    return block.getText().slice(selection.getStartOffset(), selection.getEndOffset());
  };

  class SourceChooser extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.sourceChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen({ id, name }) {
      const { editorState, entityType, onComplete } = this.props;
      const selection = editorState.getSelection();
      const content = editorState.getCurrentContent();
      const end = { key: selection.getEndKey(), offset: selection.getEndOffset() };
      // Words that are selected stay; a marker that is selected is replaced.
      const place =
        selectedText(content, selection) === SIGN
          ? selection
          : selection.merge({
              anchorKey: end.key,
              anchorOffset: end.offset,
              focusKey: end.key,
              focusOffset: end.offset,
              isBackward: false,
            });
      const withSource = content.createEntity(entityType.type, "IMMUTABLE", { id, name });
      const key = withSource.getLastCreatedEntityKey();
      const marked = DraftJS.Modifier.replaceText(withSource, place, SIGN, null, key);
      this.workflow.close();
      onComplete(DraftJS.EditorState.push(editorState, marked, "insert-characters"));
    }
  }

  const Marker = ({ contentState, entityKey, children }) => {
    const { name } = contentState.getEntity(entityKey).getData();
    return React.createElement("span", { className: "cite", title: name, "data-name": name }, children);
  };

  draftail.registerPlugin({ type: "CITATION", source: SourceChooser, decorator: Marker }, "entityTypes");

  // What is typed. The server does the same on saving (editorial/typed.py), for whatever is left.

  const ITEM = "(?:@[a-z][a-z0-9_-]*|\\d{1,3}(?:\\s?[-–]\\s?\\d{1,3})?)";
  const TYPED = new RegExp(`\\s*\\[\\s?${ITEM}(?:\\s?[;,]\\s?${ITEM})*\\s?\\]`, "gi");
  const WRITING = ["insert-characters", "insert-fragment"];
  const byKey = new Map(); // null: nothing has this key

  // The list of the page as the editor shows it; pages without one print no markers.
  const listed = () => {
    const field = document.querySelector("input[name='listed_sources']");
    return field && JSON.parse(field.value || "[]");
  };

  const sourcesOf = (item, list) => {
    if (item.startsWith("@")) return [byKey.get(item.slice(1))];
    const [first, last = first] = item.match(/\d+/g).map(Number);
    return last < first ? [null] : Array.from({ length: last - first + 1 }, (_, step) => list[first + step - 1]);
  };

  const hasEntity = (block, start, end) => {
    for (let place = start; place < end; place += 1) if (block.getEntityAt(place)) return true;
    return false;
  };

  // The place of the cursor after `count` characters have replaced those from `start` to `end`.
  const moved = (offset, start, end, count) => {
    if (offset >= end) return offset - (end - start) + count;
    return Math.min(offset, start + count);
  };

  const withMarkers = (editorState, list) => {
    let content = editorState.getCurrentContent();
    let selection = editorState.getSelection();
    const unknown = new Set();
    for (const block of content.getBlocksAsArray()) {
      const key = block.getKey();
      for (const match of [...block.getText().matchAll(TYPED)].reverse()) {
        const [start, end] = [match.index, match.index + match[0].length];
        if (hasEntity(block, start, end)) continue;
        const items = match[0].trim().slice(1, -1).split(/[;,]/).map((item) => item.trim().toLowerCase());
        const sources = items.flatMap((item) => sourcesOf(item, list));
        items.filter((item) => item.startsWith("@") && !byKey.has(item.slice(1))).forEach((item) => unknown.add(item));
        if (!sources.every(Boolean)) continue;
        const place = DraftJS.SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end });
        content = DraftJS.Modifier.removeRange(content, place, "forward");
        const before = place.merge({ focusOffset: start });
        for (const source of [...sources].reverse()) {
          content = content.createEntity("CITATION", "IMMUTABLE", { id: String(source.id), name: source.name });
          content = DraftJS.Modifier.insertText(content, before, SIGN, null, content.getLastCreatedEntityKey());
        }
        for (const side of ["anchor", "focus"]) {
          if (selection.get(`${side}Key`) !== key) continue;
          const offset = moved(selection.get(`${side}Offset`), start, end, sources.length);
          selection = selection.set(`${side}Offset`, offset);
        }
      }
    }
    if (content === editorState.getCurrentContent()) return { state: editorState, unknown };
    const pushed = DraftJS.EditorState.push(editorState, content, "insert-characters");
    const place = selection.getHasFocus() ? "forceSelection" : "acceptSelection";
    return { state: DraftJS.EditorState[place](pushed, selection), unknown };
  };

  const ask = async (url, unknown) => {
    const keys = [...unknown].map((item) => item.slice(1));
    keys.forEach((key) => byKey.set(key, null));
    const query = new URLSearchParams(keys.map((key) => ["key", key]));
    const response = await fetch(`${url}?${query}`);
    const found = response.ok ? await response.json() : {};
    Object.entries(found).forEach(([key, source]) => byKey.set(key, source));
    return keys.some((key) => byKey.get(key));
  };

  const TypedCitations = {
    type: "TYPED_CITATION",
    onChange(editorState, { getEditorState, setEditorState }) {
      const list = listed();
      const isWritten = editorState.getCurrentContent() !== getEditorState().getCurrentContent();
      if (!list || !isWritten || !WRITING.includes(editorState.getLastChangeType())) return editorState;
      const { state, unknown } = withMarkers(editorState, list);
      if (unknown.size) {
        ask(this.sourcesUrl, unknown).then((isKnown) => {
          if (isKnown) setEditorState(withMarkers(getEditorState(), listed()).state);
        });
      }
      return state;
    },
  };

  draftail.registerPlugin(TypedCitations, "plugins");
})();
