"""What a tenant may say about one Stripe account: ``[gateways.NAME]`` with ``use = "stripe"``.

The host has already checked the kinds and resolved the secrets; here the values get their meaning, and what makes no
sense is refused with the name of the key. The dangerous mistake is a key of the other mode: real money moved by a test,
or customers told that play money is on its way. So the mode is said in words, and a key that says otherwise is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

Mode = Literal["test", "live"]

STRIPES_OWN = "https://api.stripe.com"
LONGEST_TIMEOUT = 25  # the core gives up on a call after 30 seconds; the answer of one that is sent should be heard
_KEY = re.compile(r"(?:sk|rk)_(test|live)_")
_NO_KEYS = ("pk_", "whsec_", "ek_")
_KEYS = ("sk_", "rk_", "pk_")
_ACCOUNT = re.compile(r"acct_[A-Za-z0-9]{3,64}")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "key": Setting(required=True, secret=True, help="The account's secret key, better a restricted one (rk_…)."),
        "mode": Setting(
            required=True, choices=("test", "live"), help="Whether the key moves play money or real money."
        ),
        "webhook_secrets": Setting(
            "texts", default=(), secret=True, help="Signing secrets (whsec_…) of the webhook endpoint, old and new."
        ),
        "stripe_account": Setting(default="", help="With Connect: the connected account (acct_…) the key acts for."),
        "timeout": Setting(
            "integer", default=20, minimum=1, help="How many seconds to wait for an answer, at most 25."
        ),
        "api_base": Setting(default=STRIPES_OWN, help="Another address in test mode, to play with a fake Stripe."),
        "credit_by_webhook": Setting(
            "boolean", default=False, help="Whether an event about a payment that names its customer credits it."
        ),
        "customer_key": Setting(
            default="panel_customer", help="The key of a payment's metadata that names the customer."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One account's settings, checked. Secrets are left out of the repr."""

    key: str = field(repr=False)
    mode: Mode
    webhook_secrets: tuple[str, ...] = field(repr=False)
    stripe_account: str | None
    timeout: int
    api_base: str

    @property
    def live(self) -> bool:
        """Whether real money moves."""
        return self.mode == "live"

    @property
    def usable(self) -> bool:
        """Whether the key shows that it is of this mode. Nothing is sent with a key that does not say so."""
        return mode_of_key(self.key) == self.mode


def mode_of_key(key: str) -> Mode | None:
    """The mode that a secret or restricted key names, None when it names none."""
    match = _KEY.match(key)
    if match is None:
        return None
    return "live" if match.group(1) == "live" else "test"


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do.

    A text that is no key of any known form is let through here, because a tenant's file is also checked without its
    secrets; the first request with it is refused.
    """
    values = {name: given.get(name, setting.default) for name, setting in SETTINGS.items()}
    mode: Mode = values["mode"]
    if mode not in ("test", "live"):
        raise Refused("field_missing", 'Say mode = "test" or mode = "live".', field="mode")
    if not 1 <= values["timeout"] <= LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    account = values["stripe_account"] or None
    if account is not None and not _ACCOUNT.fullmatch(account):
        raise Refused("field_invalid", "A connected account looks like acct_1A2B3C.", field="stripe_account")
    return Settings(
        key=_checked_key(values["key"], mode),
        mode=mode,
        webhook_secrets=tuple(_checked_secret(secret) for secret in values["webhook_secrets"]),
        stripe_account=account,
        timeout=values["timeout"],
        api_base=_checked_base(values["api_base"], mode),
    )


def _checked_key(key: object, mode: Mode) -> str:
    if not isinstance(key, str) or not key.strip():
        raise Refused("field_missing", "The key is empty; set the secret that `key` refers to.", field="key")
    key = key.strip()
    if key.startswith(_NO_KEYS):
        raise Refused(
            "field_invalid",
            "That is not a secret key; it has to be a secret (sk_…) or restricted (rk_…) one.",
            field="key",
        )
    named = mode_of_key(key)
    if named is not None and named != mode:
        raise Refused(
            "field_invalid",
            f'mode is "{mode}", but the key is one for {named} mode; change one of the two.',
            field="key",
        )
    if not key.isascii() or any(character.isspace() for character in key):
        raise Refused("field_invalid", "The key has characters in it that no key has.", field="key")
    return key


def _checked_secret(secret: object) -> str:
    if not isinstance(secret, str) or not secret.strip():
        raise Refused("field_missing", "A webhook secret is empty; set what it refers to.", field="webhook_secrets")
    if secret.startswith(_KEYS):
        raise Refused(
            "field_invalid",
            "An API key stands where the endpoint's signing secret (whsec_…) belongs.",
            field="webhook_secrets",
        )
    return secret.strip()


def _checked_base(base: object, mode: Mode) -> str:
    advice = f"Write an address like http://127.0.0.1:12111, or leave it out for {STRIPES_OWN}."
    if not isinstance(base, str):
        raise Refused("field_invalid", advice, field="api_base")
    try:
        parts = urlsplit(base)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise Refused("field_invalid", advice, field="api_base")
    base = base.rstrip("/")
    if mode == "live" and base != STRIPES_OWN:
        raise Refused("field_invalid", f"A live key is sent to {STRIPES_OWN} only.", field="api_base")
    return base
