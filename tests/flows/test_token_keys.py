"""A key is for the algorithm of the file, public where there are two halves, and long enough."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import ECKey, OKPKey, RSAKey
from tests.flows.panel_signer import SECRET, new_key, public, settings

from panel_refunds.flows.token_keys import TokenKeys, read_keys


def test_a_key_may_be_pem_jwk_or_a_set_in_which_others_stand_too() -> None:
    key, other = new_key("ES256"), new_key("RS256")
    as_set = {"keys": [other.as_dict(private=False), key.as_dict(private=False), {"kty": "OKP"}]}
    for text in (public(key), json.dumps(key.as_dict(private=False)), json.dumps(as_set)):
        (found,) = read_keys(text, "ES256")
        assert found.thumbprint() == key.thumbprint()


@pytest.mark.parametrize(
    ("algorithm", "text"),
    [
        ("HS256", "x" * 31),
        ("HS256", public(new_key("ES256"))),
        ("RS256", SECRET),
        ("RS256", public(new_key("ES256"))),
        ("ES256", public(ECKey.generate_key("P-384"))),
        ("EdDSA", public(OKPKey.generate_key("Ed448"))),
        ("EdDSA", json.dumps({"keys": []})),
        ("EdDSA", '{"keys": 7}'),
        ("EdDSA", "{"),
        ("ES256", json.dumps({"kty": "oct", "k": "AAAA"})),
    ],
)
def test_a_key_of_another_kind_is_told_without_a_word_of_it(algorithm, text) -> None:
    with pytest.raises(ValueError, match=f"is no key for {algorithm}: that takes") as told:
        read_keys(text, algorithm)
    assert text not in str(told.value)


def test_a_weak_key_is_none() -> None:
    with pytest.warns(match="2048"):
        weak = public(RSAKey.generate_key(1024))
    with pytest.raises(ValueError, match="2048 bits"):
        read_keys(weak, "RS256")


def test_a_private_key_belongs_to_the_panel_alone() -> None:
    key = new_key("EdDSA")
    pem = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for text in (pem, json.dumps(key.as_dict(private=True))):
        with pytest.raises(ValueError, match="private key"):
            read_keys(text, "EdDSA")


def test_keys_are_read_when_the_first_token_comes() -> None:
    asked = []

    def load() -> list[str]:
        asked.append("once")
        return [SECRET, SECRET[::-1]]

    keys = TokenKeys(settings(), load)
    assert not asked
    assert [len(keys.keys), len(keys.keys)] == [2, 2]
    assert asked == ["once"]
