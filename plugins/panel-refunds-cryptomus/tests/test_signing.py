"""A signature is over every byte of the rest, however PHP wrote it, and nowhere but at the top."""

import json

import pytest

from fake_cryptomus import php, signature, signed
from panel_refunds_cryptomus.signing import find_signed_sign, sign

KEY = "key_of_ours"
SAID = {"type": "payment", "url": "https://pay.example/p/1", "who": "Jörg 🙂 \u2028", "path": "C:\\u00e9\\x", "n": None}


def test_a_request_is_signed_as_the_vendor_signs():
    # md5(base64('{"a":1}') + "k"), worked out apart.
    assert sign(b'{"a":1}', "k") == signature(b'{"a":1}', "k") == "47eeaea4b5a71243887d9a92a54a58b6"


@pytest.mark.parametrize("escaped", [True, False])
def test_letters_may_be_escaped_or_not(escaped):
    plain = php(SAID, escaped=False).replace("\u2028".encode(), b"\\u2028")
    raw = php({**SAID, "sign": sign(plain, KEY)}, escaped=escaped)
    if not escaped:
        raw = raw.replace("\u2028".encode(), b"\\u2028")

    assert find_signed_sign(raw, KEY) == sign(plain, KEY)


@pytest.mark.parametrize("place", range(3))
def test_it_may_stand_anywhere(place):
    rest = [("a", "1"), ("b", "2")]
    right = sign(php(dict(rest)), KEY)
    members = [*rest[:place], ("sign", right), *rest[place:]]

    assert find_signed_sign(php(dict(members)), KEY) == right


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"\xff" * 40,
        php({"a": "1"}),
        php({"a": "1", "sign": "0" * 32}),
        php({"a": "1", "sign": None}),
        signed({"a": "1"}, "another key"),
        signed({"a": "1"}, KEY) + b" ",
        signed({"a": "1"}, KEY).replace(b'"1"', b'"2"'),
        signed({"a": "1"}, KEY).replace(b"}", b',"sign":"%s"}' % (b"0" * 32)),
        json.dumps(json.loads(signed({"a": "1", "b": 2}, KEY))).encode(),
    ],
)
def test_everything_else_is_refused(raw):
    assert find_signed_sign(raw, KEY) is None


def test_text_that_looks_like_a_signature_is_text():
    said = {"additional_data": f'"sign":"{"0" * 32}"', "a": "1"}

    assert find_signed_sign(signed(said, KEY), KEY) == signature(php(said), KEY)
