"""Where findings show and what they stop: the gate, the panel beside the editor, the report."""
