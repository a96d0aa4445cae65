"""What a Word file is made of, each in a module: package, styles, numbering, symbols, lines, story."""
