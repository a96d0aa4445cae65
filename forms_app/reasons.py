"""Why a mail was not sent, in the words of those who read it. Pure."""

WORDS = {
    "SMTPRecipientsRefused": "the address was refused",
    "SMTPDataError": "the mail was refused",
    "SMTPSenderRefused": "our own address was refused",
    "SMTPAuthenticationError": "our sign-in to the mail server was refused",
    "SMTPServerDisconnected": "the mail server broke off",
    "SMTPConnectError": "the mail server let nobody in",
    "ConnectionRefusedError": "the mail server was away",
    "ConnectionResetError": "the mail server broke off",
    "TimeoutError": "the mail server did not answer in time",
    "gaierror": "the mail server was not found",
    "InvalidToken": "the address cannot be read without its key",
}


def in_words(reason: str) -> str:
    """A reason as `outbox.describe` writes it, with the server's reply code; others stay as they are."""
    name, _, code = reason.partition(" ")
    words = WORDS.get(name)
    if words is None:
        return reason
    return f"{words}, {code}" if code else words
