// The "Cite" button of the rich text editor: it opens the library of sources and puts a marker behind the
// selected words. The marker is one character that cannot be edited; numbers are given when the page is shown.
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
})();
