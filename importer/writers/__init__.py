"""The way out: an article page as neutral nodes, and one module per format that writes these down."""
