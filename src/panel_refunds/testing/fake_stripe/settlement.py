"""Money in the account: balance transactions, the available balance, and conversion into the settlement currency.

A charge in another currency is settled in the account's own at an exchange rate; its fee, its refunds and its disputes
are then in that currency too. A fee is never given back with a refund.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from panel_refunds.testing.fake_stripe.books import Books, Json

OPENING_BALANCE = 1_000_000_00
"""What is available in a currency until somebody sets it: plenty, so that only those who want to run short do."""

SECONDS_UNTIL_AVAILABLE = 2 * 24 * 3600


def usual_fee(amount: int) -> int:
    """2.9 % and 30 of the smallest unit, rounded down."""
    return amount * 29 // 1000 + 30


def available(books: Books, currency: str) -> int:
    """What the account has in this currency, in the smallest unit; may be negative."""
    return books.balance.setdefault(currency, OPENING_BALANCE)


def settle_as(books: Books, charge: Json, currency: str | None, rate: str | None) -> None:
    """Say in which currency and at which rate this charge and all that follows from it is settled."""
    if currency is None or currency == charge["currency"]:
        return
    if rate is None or Decimal(rate) <= 0:
        raise ValueError("a charge settled in another currency needs an exchange_rate above 0, such as '1.0834'")
    books.rates[charge["id"]] = (currency.lower(), rate)


def settled(books: Books, charge: Json, amount: int) -> tuple[int, str]:
    """``amount`` of the charge's currency in the settlement currency, and that currency."""
    currency, rate = books.rates.get(charge["id"], (charge["currency"], "1"))
    return int((amount * Decimal(rate)).quantize(Decimal(1), ROUND_HALF_EVEN)), currency


def add_transaction(books: Books, charge: Json, kind: str, source: str, amount: int, fee: int = 0) -> Json:
    """Move ``amount`` (charge's currency, negative goes out), take ``fee`` (settlement currency); the transaction."""
    moved, currency = settled(books, charge, amount)
    _, rate = books.rates.get(charge["id"], ("", None))
    now = books.moment()
    fees = [{"amount": fee, "application": None, "currency": currency, "description": "Stripe fees"}] if fee else []
    books.balance[currency] = available(books, currency) + moved - fee
    return books.add(
        "txn",
        {
            "id": books.new_id("txn"),
            "object": "balance_transaction",
            "amount": moved,
            "available_on": now + SECONDS_UNTIL_AVAILABLE if moved > 0 else now,
            "balance_type": "payments",
            "created": now,
            "currency": currency,
            "description": None,
            # A JSON number, as the real one is: nothing is computed with it here.
            "exchange_rate": None if rate is None else float(rate),
            "fee": fee,
            "fee_details": [{**each, "type": "stripe_fee"} for each in fees],
            "net": moved - fee,
            "reporting_category": {"adjustment": "dispute"}.get(kind, kind),
            "source": source,
            "status": "pending" if moved > 0 else "available",
            "type": kind,
        },
    )


def show_balance(books: Books) -> Json:
    """``GET /v1/balance``: what is available in each currency the account has used."""
    if not books.balance:
        available(books, "usd")

    def amounts(of: dict[str, int]) -> list[Json]:
        return [
            {"amount": amount, "currency": currency, "source_types": {"card": amount}}
            for currency, amount in sorted(of.items())
        ]

    return {
        "object": "balance",
        "available": amounts(books.balance),
        "livemode": books.livemode,
        "pending": amounts(dict.fromkeys(books.balance, 0)),
        "refund_and_dispute_prefunding": {"available": [], "pending": []},
    }
