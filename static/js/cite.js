// The "Cite" button of the rich text editor: it opens the library of sources and puts a marker behind the
// selected words. The marker is one character that cannot be edited; numbers are given when the page is shown.
(() => {
  const { React, DraftJS, draftail } = window;
  const SIGN = "\uFFFC";

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
      const { editorState, entity, entityType, onComplete } = this.props;
      const selected = editorState.getSelection();
      const end = { key: selected.getEndKey(), offset: selected.getEndOffset() };
      // A marker that is edited is selected and replaced; words that are selected are kept.
      const place = entity
        ? selected
        : DraftJS.SelectionState.createEmpty(end.key).merge({ anchorOffset: end.offset, focusOffset: end.offset });
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { id, name });
      const marked = DraftJS.Modifier.replaceText(content, place, SIGN, null, content.getLastCreatedEntityKey());
      this.workflow.close();
      onComplete(DraftJS.EditorState.push(editorState, marked, "insert-characters"));
    }
  }

  const Marker = (props) => {
    const { name } = props.contentState.getEntity(props.entityKey).getData();
    const tooltip = React.createElement(draftail.TooltipEntity, { ...props, icon: "openquote", label: name });
    return React.createElement("span", { className: "cite", title: name, "data-name": name }, tooltip);
  };

  draftail.registerPlugin({ type: "CITATION", source: SourceChooser, decorator: Marker }, "entityTypes");
})();
