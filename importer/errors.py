class UnreadableDocument(Exception):
    """The file cannot be read as a document; the message says why in the words of the person who sent it."""


class ImportRefused(Exception):
    """The document was read, but no article can be made of it; nothing has been stored."""


class OutdatedReview(Exception):
    """Somebody else has corrected the same document since it was shown."""
