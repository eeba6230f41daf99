"""PayTR's order into our values: amounts with a point or a comma, moments of Istanbul, refunds in a list inside it.

How the fields of a refund are called is documented twice, in two ways; whatever is neither is unreadable.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paytr.capabilities import METHODS
from panel_refunds_paytr.references import find_attempt_id, ref_of

ISTANBUL = timezone(timedelta(hours=3))
"""Turkey's time since 2016, in summer and winter."""
_CURRENCIES = {"TL": "TRY", "TRY": "TRY", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "RUB": "RUB"}
_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAN = re.compile(r"[0-9]{4,8}[^0-9]+([0-9]{4})")


@dataclass(frozen=True, slots=True)
class PaidOrder:
    """An order that was paid, with everything that went back of it."""

    payment: PaymentFacts
    refunds: tuple[GatewayRefund, ...]


def read_order(said: Said, name: str) -> PaidOrder:
    """The order of that name."""
    currency = _CURRENCIES.get(said.text("currency"))
    if currency is None:
        raise UnreadableError("currency is none that is known here")
    amount, total = read_amount(said, "payment_amount", currency), read_amount(said, "payment_total", currency)
    if total < amount:
        raise UnreadableError("payment_total is less than payment_amount")
    refunds = _refunds(said, name, currency)
    refunded = Money(sum(each.amount.units for each in refunds), currency)
    way = said.text("odeme_tipi")
    payment = PaymentFacts(
        ref=name,
        amount=amount,
        captured=True,
        refunded=refunded,
        fee=_fee(said, total),
        display=_display(said.find_text("masked_pan")),
        method=METHODS.get(way, way.lower()),
        live=not read_flag(said, "test_mode"),
        paid_at=_find_moment(said, "payment_date"),
    )
    return PaidOrder(payment, refunds)


def read_amount(said: Said, field: str, currency: str) -> Money:
    """An amount in main units: ``10.25``, ``10,8`` or ``10``, as a text or a number, without thousands."""
    try:
        told = said.text(field)
    except UnreadableError:
        amount = said.money(field, currency)  # it may be a number
        if amount.units < 0:
            raise UnreadableError(f"{field} is less than nothing") from None
        return amount
    if not _AMOUNT.fullmatch(told):
        raise UnreadableError(f"{field} is no amount")
    return Money.of(told.replace(",", "."), currency)


def read_flag(said: Said, field: str) -> bool:
    """``0`` or ``1``, as a text or a number."""
    told = said.ref(field)
    if told not in ("0", "1"):
        raise UnreadableError(f"{field} is neither 0 nor 1")
    return told == "1"


def _refunds(said: Said, name: str, currency: str) -> tuple[GatewayRefund, ...]:
    """Everything in ``returns``; an order of which nothing went back has none."""
    called: Counter[str] = Counter()
    found = []
    for each in said.objects("returns") if "returns" in said else ():
        refund = _refund(each, name, currency)
        called[refund.ref] += 1
        times = called[refund.ref]
        found.append(refund if times == 1 else replace(refund, ref=f"{refund.ref}-{times}"))
    return tuple(found)


def _refund(said: Said, name: str, currency: str) -> GatewayRefund:
    amount = read_amount(said, _one_of(said, "return_amount", "amount"), currency)
    made_at = _moment(said.text(_one_of(said, "return_date", "date")), "the date of a refund")
    completed_at = _find_moment(said, "date_completed")
    reference = said.ref("reference_no") if _has(said, "reference_no") else None
    number = next((said.ref(each) for each in ("return_ref_num", "ref_num") if _has(said, each)), None)
    return GatewayRefund(
        ref=ref_of(name, reference or number or f"{made_at:%Y%m%d%H%M%S}-{amount.minor}"),
        status=RefundStatus.PENDING if completed_at is None else RefundStatus.SUCCEEDED,
        amount=amount,
        attempt_id=find_attempt_id(reference),
        reference=number,
        payments=(name,),
        made_at=made_at,
    )


def _one_of(said: Said, first: str, second: str) -> str:
    """Which of two names a field has here."""
    if _has(said, first) is _has(said, second):
        raise UnreadableError(f"a refund has {first} and {second}, or neither")
    return first if _has(said, first) else second


def _has(said: Said, field: str) -> bool:
    """Whether anything stands in the field; PayTR leaves many empty."""
    try:
        return said.find_text(field) is not None
    except UnreadableError:
        return True


def _fee(said: Said, total: Money) -> Money | None:
    """What PayTR keeps; None while it is not told, and for an order in another currency where it is not in that one."""
    if not _has(said, "kesinti_tutari"):
        return None
    fee = read_amount(said, "kesinti_tutari", total.currency)
    if total.currency == "TRY":
        return fee
    return fee if _has(said, "net_tutar") and read_amount(said, "net_tutar", total.currency) == total - fee else None


def _display(pan: str | None) -> str | None:
    last = _PAN.fullmatch(pan or "")
    return f"Card •••• {last[1]}" if last else None


def _find_moment(said: Said, field: str) -> datetime | None:
    """A moment of Istanbul; None where nothing is told, or only a day."""
    told = said.find_text(field)
    return None if told is None or _DAY.fullmatch(told) else _moment(told, field)


def _moment(told: str, what: str) -> datetime:
    if not _MOMENT.fullmatch(told):
        raise UnreadableError(f"{what} is no moment")
    try:
        return datetime.fromisoformat(told).replace(tzinfo=ISTANBUL).astimezone(UTC)
    except ValueError:
        raise UnreadableError(f"{what} is no moment") from None
