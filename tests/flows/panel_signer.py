"""A panel that makes tokens itself, with real keys: what a right token is, and every way of bending one."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry
from tests.flows.shop import Shop

from panel_refunds.flows.token_keys import OneAlgorithm, TokenKeys
from panel_refunds.tenants.tenant import PanelTokens, Place, SecretRef, TokenAlgorithm

ISSUER = "https://smmpanelus.com"
SITE = "smmpanelus.com"
SECRET = "a shared secret that is long enough to be one"


def new_key(algorithm: TokenAlgorithm) -> Key:
    if algorithm == "HS256":
        return OctKey.import_key(SECRET)
    if algorithm == "RS256":
        return RSAKey.generate_key(2048)
    return ECKey.generate_key("P-256") if algorithm == "ES256" else OKPKey.generate_key("Ed25519")


def public(key: Key) -> str:
    """What the tenant's file refers to: the secret, or the public key as PEM."""
    if isinstance(key, OctKey):
        return SECRET
    return key.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass
class PanelSigner:
    """Signs tokens for the customer ``c1`` at the moment ``at``; ``claims`` change single ones, None leaves one out."""

    at: datetime
    algorithm: TokenAlgorithm = "HS256"
    key: Key = field(default_factory=lambda: new_key("HS256"))
    site: str = SITE
    issuer: str = ISSUER

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(self.at.timestamp())
        given = {"iss": self.issuer, "aud": self.site, "sub": "c1", "iat": now, "exp": now + 300, "jti": "click-0001"}
        return {name: value for name, value in {**given, **changed}.items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, **changed: Any) -> str:
        registry: JWSRegistry = OneAlgorithm(self.algorithm)
        return jwt.encode(
            {"alg": self.algorithm, **(header or {})}, self.claims(**changed), self.key, registry=registry
        )

    def as_written(self, header: dict[str, Any], signature: str = "", **changed: Any) -> str:
        """A token that no library would make."""
        parts = (json.dumps(part).encode() for part in (header, self.claims(**changed)))
        return ".".join([*(urlsafe_b64encode(part).decode().rstrip("=") for part in parts), signature])


def settings(algorithm: TokenAlgorithm = "HS256", issuer: str = ISSUER) -> PanelTokens:
    return PanelTokens(algorithm, issuer, (SecretRef("env", "KEY"),), Place(Path("tenant.toml"), 1))


def trust(shop: Shop, *keys: str, algorithm: TokenAlgorithm = "HS256") -> None:
    """The shop's tenant takes tokens that one of these keys signed."""
    shop.desk = replace(shop.desk, token_keys=TokenKeys(settings(algorithm), lambda: keys or (SECRET,)))
