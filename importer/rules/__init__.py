"""Recognition rules: small pure functions from text to an answer, one module per part of an article.

None looks at the rest of the document; the mapper does that. To teach the importer a new habit of writers,
widen the rule here and add a row to its table of examples in `tests/importer/test_rules.py`.
"""
