"""API keys: whose they are, which mode they open, what a restricted one may do, and whether they still work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from panel_refunds.testing.fake_stripe.refusal import bad_key, expired_key, no_key, no_permission

_SHOWN = 4


@dataclass(slots=True)
class ApiKey:
    """A key. ``permissions`` None: a secret key, which may do everything; else words such as ``charge_write``."""

    secret: str
    account: str
    livemode: bool
    permissions: frozenset[str] | None = None
    revoked: bool = False

    def check_permission(self, permission: str) -> None:
        """Refuse with 403 what a restricted key may not do; who may write may read."""
        if self.permissions is None or permission in self.permissions:
            return
        noun, _, verb = permission.rpartition("_")
        if verb == "read" and f"{noun}_write" in self.permissions:
            return
        raise no_permission(redact(self.secret), self.account, permission)


def redact(secret: str) -> str:
    """``sk_test_********1234``: enough to tell keys apart, useless to anybody else."""
    kind, mode, rest = ([*secret.split("_", 2), "", ""])[:3]
    if not rest:
        return "*" * len(secret)
    return f"{kind}_{mode}_{'*' * max(len(rest) - _SHOWN, 0)}{rest[-_SHOWN:]}"


class KeyRing:
    """All keys that were ever made here."""

    def __init__(self) -> None:
        self._keys: dict[str, ApiKey] = {}

    def make(
        self, account: str, *, livemode: bool, permissions: Iterable[str] | None = None, secret: str | None = None
    ) -> str:
        """Make a key of this account and mode, restricted when ``permissions`` are named; returns it."""
        kind = "sk" if permissions is None else "rk"
        mode = "live" if livemode else "test"
        secret = secret or f"{kind}_{mode}_fake{account.removeprefix('acct_')}{len(self._keys):04}"
        allowed = None if permissions is None else frozenset(permissions)
        self._keys[secret] = ApiKey(secret, account, livemode, allowed)
        return secret

    def revoke(self, secret: str) -> None:
        """Let the key open nothing from now on. ``KeyError`` when there is none."""
        self._keys[secret].revoked = True

    def identify(self, authorization: str | None) -> ApiKey:
        """The key in an ``Authorization`` header; refused with 401 when it opens nothing."""
        scheme, _, secret = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise no_key()
        key = self._keys.get(secret.strip())
        if key is None:
            raise bad_key(redact(secret.strip()))
        if key.revoked:
            raise expired_key(redact(key.secret))
        return key
