"""Currencies as Stripe counts them: whole numbers of the smallest unit, with its own exceptions from ISO 4217.

Some currencies have no smaller unit (1 is one yen). Some have three digits, of which the last has to be 0. Two were
written with two digits once and still are, though their last two digits have to be 0. A payment below the least
amount is refused.
"""

from __future__ import annotations

from typing import Final

from panel_refunds.testing.fake_stripe.refusal import RefusalError, bad_value

ZERO_DECIMAL: Final = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"]
)
THREE_DECIMAL: Final = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
ZERO_DECIMAL_WRITTEN_WITH_TWO: Final = frozenset({"isk", "ugx"})

LEAST: Final = {
    "usd": 50,
    "eur": 50,
    "gbp": 30,
    "jpy": 50,
    "cad": 50,
    "aud": 50,
    "chf": 50,
    "inr": 50,
    "brl": 50,
    "sgd": 50,
    "nzd": 50,
    "pln": 200,
    "sek": 300,
    "nok": 300,
    "dkk": 250,
    "mxn": 1000,
    "hkd": 400,
    "huf": 17500,
}
"""The least payment in each settlement currency that has one."""

_LETTERS = 3


def digits_of(currency: str) -> int:
    """How many digits Stripe writes after the point."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def check_currency(currency: str) -> str:
    """The currency in lower case; refused unless it is three letters."""
    lower = currency.lower()
    if len(lower) != _LETTERS or not lower.isascii() or not lower.isalpha():
        raise bad_value("currency", f"Invalid currency: {currency}.")
    return lower


def check_digits(amount: int, currency: str, param: str = "amount") -> None:
    """Refuse an amount that ends in digits its currency does not have."""
    step = 10 if currency in THREE_DECIMAL else 100 if currency in ZERO_DECIMAL_WRITTEN_WITH_TWO else 1
    if amount % step:
        raise bad_value(param, f"Amounts in {currency.upper()} must be evenly divisible by {step}.")


def check_least(amount: int, currency: str) -> None:
    """Refuse a payment below the least one."""
    least = LEAST.get(currency, 1)
    if amount < least:
        raise RefusalError(
            f"Amount must be at least {shown(least, currency)}", code="amount_too_small", param="amount", kept=False
        )


def shown(amount: int, currency: str) -> str:
    """``$12.34`` for 1234 usd, ``¥500`` for 500 jpy, ``1.230 kwd`` for 1230 kwd; for messages only."""
    digits = digits_of(currency)
    whole, rest = divmod(amount, 10**digits)
    figure = f"{whole:,}.{rest:0{digits}}" if digits else f"{whole:,}"
    sign = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}.get(currency)
    return f"{sign}{figure}" if sign else f"{figure} {currency}"
