"""What a rule is asked about: empty wallets and full ones, spent and disputed money, orders, amounts at the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from panel_refunds.money import Money, parse_units
from panel_refunds.policy.settings import OrderRules, PolicyVersion
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, OrderFacts, Snapshot, TiedBonus
from panel_refunds_testkit.peer.clock import START

MANY = 500
POLICY = PolicyVersion("default", date(2025, 1, 1))


def deposit(number: int = 1, amount: str = "50.00", *, left: str | None = None, **facts: Any) -> DepositFacts:
    """A deposit of three days ago."""
    units = parse_units(amount)
    given: dict[str, Any] = {
        "deposit_id": f"dep_{number}",
        "payment": f"pay_{number}",
        "gateway": "stripe",
        "method": "card",
        "amount": units,
        "credited_at": START - timedelta(days=3),
        "version": POLICY,
        "governed_by": POLICY,
        "fee": parse_units("1.75"),
        "lots": (LotFacts(f"lot_{number}", "deposit", units if left is None else parse_units(left)),),
    }
    return DepositFacts(**{**given, **facts})


def wallet(*deposits: DepositFacts, **facts: Any) -> Snapshot:
    """A wallet with these deposits."""
    given: dict[str, Any] = {
        "customer": "maya",
        "currency": "USD",
        "at": START,
        "account": "open",
        "cash": sum(each.left for each in deposits),
        "bonus": 0,
        "held": 0,
        "deposits": deposits,
    }
    return Snapshot(**{**given, **facts})


_ORDER = OrderFacts(
    "ord_1", "partial", START - timedelta(hours=30), OrderRules(), parse_units("10.00"), parse_units("2.50")
)
ORDINARY = wallet(deposit(), deposit(2, "25.00", left="5.00", spent=parse_units("20.00")))
SNAPSHOTS: Mapping[str, Snapshot] = MappingProxyType(
    {
        "an empty one": wallet(),
        "an ordinary one": ORDINARY,
        "one that is spent": wallet(deposit(left="0", spent=parse_units("50.00"))),
        "one with a fee that nobody knows yet": wallet(deposit(fee=None)),
        "one with a dispute": wallet(deposit(dispute="open"), deposit(2, dispute="lost", gross_refunded=5)),
        "one with bonuses": wallet(deposit(bonuses=(TiedBonus("bon_1", 10**9, 10**8),)), bonus=10**9, held=5),
        "one that is suspended": wallet(deposit(), account="suspended"),
        "one with an order": replace(ORDINARY, order=_ORDER),
        "one with an order in review": replace(ORDINARY, order=replace(_ORDER, in_review=True, reason="late")),
        "one in yen": wallet(deposit(amount="900"), currency="JPY"),
        "one that was credited this moment": wallet(deposit(credited_at=START)),
        "one of the future": wallet(deposit(credited_at=START + timedelta(days=2))),
        "one of long ago": wallet(deposit(credited_at=START - timedelta(days=20_000))),
        "one with the most there can be": wallet(deposit(amount="1000000000.00000000")),
        "one with strange names": wallet(deposit(method="", gateway="é\r\n<b>", payment="x" * 500), customer="\x00"),
        "one with many deposits": wallet(*(deposit(number, "1.00") for number in range(MANY))),
        "one with counts": replace(ORDINARY, approved_in_days={1: 3, 30: 90}, last_use_at=START),
    }
)
"""Each by what it is."""


def asked_of(snapshot: Snapshot) -> Sequence[Money | None]:
    """What may be asked of a wallet: all, nothing, the least unit, some, more than there is, less than nothing."""
    units = (0, 1, 10**8, 20 * 10**8, snapshot.cash, snapshot.cash + 1, 10**17, -1)
    return (None, *(Money(each, snapshot.currency) for each in units))
