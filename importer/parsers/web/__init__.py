"""What a web page is made of, each in a module: its encoding, its tree, its tables, the words of Word."""
