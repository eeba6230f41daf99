"""The keys by which a panel's own tokens are known, as joserfc takes them.

A file says which algorithm, and a key has to be one for it: a public key that somebody reads as a shared secret is the
oldest trick there is. They are read when the first token comes, or when the service starts.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, JWKRegistry, Key, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from panel_refunds.tenants.tenant import PanelTokens, TokenAlgorithm

SHORTEST_SECRET = 32
"""Bytes: as many as the digest has (RFC 7518, 3.2)."""
SHORTEST_RSA = 2048
_KINDS: dict[TokenAlgorithm, type[Key]] = {"HS256": OctKey, "EdDSA": OKPKey, "RS256": RSAKey, "ES256": ECKey}
_WANTED: dict[TokenAlgorithm, str] = {
    "HS256": f"a shared secret of {SHORTEST_SECRET} bytes or more",
    "EdDSA": "an Ed25519 public key, as PEM, JWK or JWKS",
    "RS256": f"an RSA public key of {SHORTEST_RSA} bits or more, as PEM, JWK or JWKS",
    "ES256": "a public key on the curve P-256, as PEM, JWK or JWKS",
}


class OneAlgorithm(JWSRegistry):
    """What joserfc asks before it checks a signature: there is one algorithm, whatever a token says."""

    def __init__(self, name: TokenAlgorithm) -> None:
        super().__init__(algorithms=[name])
        self.name = name

    def get_alg(self, name: str) -> Any:
        """The algorithm; joserfc's error for every other one."""
        if name != self.name:
            return super().get_alg(name)
        # Not through joserfc's own: it warns that EdDSA has a newer name, which no panel's library writes yet.
        return self.algorithms[name]


class TokenKeys:
    """The keys of one tenant; ``load`` gives what stands behind the references of its file, newest first."""

    def __init__(self, tokens: PanelTokens, load: Callable[[], Sequence[str]]) -> None:
        self.issuer = tokens.issuer
        self.registry = OneAlgorithm(tokens.algorithm)
        self._load = load
        self._keys: tuple[Key, ...] | None = None

    def check(self) -> None:
        """Read them now; ValueError, without a word of a key, when one is none for this algorithm."""
        self._keys = tuple(key for text in self._load() for key in read_keys(text, self.registry.name))

    @property
    def keys(self) -> tuple[Key, ...]:
        """All of them, whichever reference they came from."""
        if self._keys is None:
            self.check()
        return self._keys or ()


def read_keys(text: str, algorithm: TokenAlgorithm) -> list[Key]:
    """The keys in a secret, a PEM, a JWK or a JWKS; ValueError when there is none that fits the algorithm."""
    wrong = ValueError(f"is no key for {algorithm}: that takes {_WANTED[algorithm]}.")
    try:
        # What joserfc only warns of, like a key that is too short, is none here.
        with warnings.catch_warnings(action="error", category=SecurityWarning):
            found = [_import(each, algorithm) for each in _parts(text, algorithm)]
    except (JoseError, SecurityWarning, ValueError, TypeError, KeyError, AttributeError):
        raise wrong from None
    if not found or not all(_fits(key, algorithm) for key in found):
        raise wrong
    if algorithm != "HS256" and any(key.is_private for key in found):
        raise ValueError("is a private key. Only the panel needs that one; the public key belongs here.")
    return found


def _parts(text: str, algorithm: TokenAlgorithm) -> list[Any]:
    """The keys of this kind in a JWK or a set of them, or the one thing that the text is."""
    if algorithm == "HS256" or not text.lstrip().startswith("{"):
        return [text]
    told = json.loads(text)
    return [each for each in told.get("keys", [told]) if each.get("kty") == _KINDS[algorithm].key_type]


def _import(part: Any, algorithm: TokenAlgorithm) -> Key:
    if algorithm == "HS256" and len(part.encode()) < SHORTEST_SECRET:
        raise ValueError("too short")
    return JWKRegistry.import_key(part, None if isinstance(part, dict) else _KINDS[algorithm].key_type)


def _fits(key: Key, algorithm: TokenAlgorithm) -> bool:
    if isinstance(key, RSAKey):
        return algorithm == "RS256" and key.raw_value.key_size >= SHORTEST_RSA
    if isinstance(key, ECKey | OKPKey):
        return key.curve_name == {"ES256": "P-256", "EdDSA": "Ed25519"}.get(algorithm)
    return algorithm == "HS256"
