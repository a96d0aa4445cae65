import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.test import override_settings
from pytest_django import Settings

from forms_app.answers import email_hash, last_name_hash, phone_hash
from forms_app.checks import check_encryption_keys
from forms_app.encryption import decrypt, encrypt, keyed_hash

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_every_key_decrypts_and_the_first_encrypts() -> None:
    with override_settings(FIELD_ENCRYPTION_KEYS=[OLD]):
        token = encrypt("Zoë")
    assert "Zoë" not in token
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD]):
        assert decrypt(token) == "Zoë"
        renewed = encrypt("Zoë")
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
        assert decrypt(renewed) == "Zoë"
        with pytest.raises(InvalidToken):
            decrypt(token)


def test_nothing_stays_nothing() -> None:
    assert encrypt("") == ""
    assert decrypt("") == ""


def test_a_hash_depends_on_purpose_and_secret(settings: Settings) -> None:
    first = keyed_hash("phone", "5035550142")
    assert first == keyed_hash("phone", "5035550142")
    assert first != keyed_hash("email", "5035550142")
    settings.SECRET_KEY = "another"
    assert first != keyed_hash("phone", "5035550142")


@pytest.mark.parametrize(
    "spelling", ["+1 503-555-0142", "(503) 555-0142", "503.555.0142", "+1 503-555-0142 ext. 7"]
)
def test_a_phone_number_is_found_in_any_spelling(spelling: str) -> None:
    assert phone_hash(spelling) == phone_hash("5035550142")


def test_names_and_addresses_are_found_without_regard_to_capitals() -> None:
    assert last_name_hash("De La Cruz") == last_name_hash("de lacruz ")
    assert email_hash(" Ana@Mail.example") == email_hash("ana@mail.example")


@pytest.mark.parametrize(
    ("keys", "codes"),
    [([NEW, OLD], []), ([], ["forms_app.E001"]), ([NEW, "short"], ["forms_app.E002"])],
)
def test_unusable_keys_are_named_at_start(settings: Settings, keys: list[str], codes: list[str]) -> None:
    settings.FIELD_ENCRYPTION_KEYS = keys
    assert [problem.id for problem in check_encryption_keys(None)] == codes
