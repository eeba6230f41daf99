"""Secrets are read from where the reference points, and are seen nowhere."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.plugins.secrets import HIDDEN, Redactor, SecretMissingError, SecretReader, SecretText, UnreadSecrets
from panel_refunds.tenants.tenant import SecretRef


def test_a_secret_is_a_text_that_no_repr_shows():
    @dataclass
    class Client:
        key: str

    secret = SecretText("sk_live_1")

    assert repr(Client(secret)) == f"test_a_secret_is_a_text_that_no_repr_shows.<locals>.Client(key={HIDDEN})"
    assert f"Bearer {secret}" == "Bearer sk_live_1"


def test_a_file_is_found_from_the_tenants_folder_and_loses_its_line_end(tmp_path):
    (tmp_path / "key.txt").write_text("sk_live_1\r\n")

    assert SecretReader({}, tmp_path, Redactor()).read(SecretRef("file", "key.txt")) == "sk_live_1"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_file_that_gives_nothing_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "key.txt").write_bytes(content)

    with pytest.raises(SecretMissingError, match=r"the file .*key\.txt (is empty|cannot be read)"):
        SecretReader({}, tmp_path, Redactor()).read(SecretRef("file", "key.txt"))


def test_what_was_read_no_longer_passes_the_redactor(tmp_path):
    redact = Redactor()
    SecretReader({"KEY": "pä ss/w&rd"}, tmp_path, redact).read(SecretRef("env", "KEY"))

    for text in ("pä ss/w&rd", urlencode({"key": "pä ss/w&rd"}), json.dumps({"key": "pä ss/w&rd"})):
        assert "rd" not in redact(text), text
    assert redact("a harmless sentence") == "a harmless sentence"


def test_a_secret_inside_another_leaves_no_rest():
    redact = Redactor()
    redact.hide("abc")
    redact.hide("abcdef")

    assert redact("abcdef and abc") == f"{HIDDEN} and {HIDDEN}"


@given(secret=st.text(min_size=4), before=st.text(), after=st.text())
def test_no_text_that_contained_a_secret_contains_it_afterwards(secret, before, after):
    redact = Redactor()
    redact.hide(secret)

    assert secret not in redact(before + secret + after).replace(HIDDEN, "\ud800")


def test_a_secret_of_bytes_that_are_no_text_is_hidden_too():
    redact = Redactor()
    redact.hide("key\udcff")

    assert redact("key\udcff and key%FF") == f"{HIDDEN} and {HIDDEN}"


def test_a_stand_in_reads_nothing(monkeypatch):
    monkeypatch.setenv("KEY", "sk_live_1")

    assert UnreadSecrets().read(SecretRef("env", "KEY")) == "unread-env"


def test_e_mail_addresses_and_card_numbers_do_not_pass_either() -> None:
    redact = Redactor()

    assert redact("no account ana.b+1@mail.example here") == "no account [e-mail] here"
    assert redact("card 4242 4242 4242 4242 declined") == "card [number] declined"
    assert redact("order 123456 of 2025-09-03") == "order 123456 of 2025-09-03"
