"""Facts of a wallet told in a line: deposits with what is left of them, an order, a policy with a few keys changed.

Amounts are decimal strings as people write them, days are counted from the first deposit (Monday, 1 September 2025,
ten o'clock in New York).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from panel_refunds.calendar import Calendar
from panel_refunds.money import parse_units
from panel_refunds.policy.decide import decide
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.refundable import Looking
from panel_refunds.policy.resolve import changed
from panel_refunds.policy.settings import Amounts, PolicyException, PolicyVersion, Rules
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, OrderFacts, Snapshot, TiedBonus
from panel_refunds.refunds.request import Ask

CALENDAR = Calendar(ZoneInfo("America/New_York"), frozenset({5, 6}), frozenset({date(2025, 9, 1)}))
SUBJECT = "Refund Request"


def units(text: str) -> int:
    """``"1.75"`` as units."""
    return parse_units(text)


def usd(text: str) -> Amounts:
    """A figure in dollars, as a policy has it."""
    return Amounts({"USD": units(text)})


def day(number: float) -> datetime:
    """Ten o'clock on the so-manieth day, in elapsed time."""
    return CALENDAR.moment(datetime.fromisoformat("2025-09-01T10:00")) + timedelta(days=number)


def rules(**keys: object) -> Rules:
    """The default rules with some keys changed: ``rules(deposits__refundable="never")``."""
    result = Rules()
    for path, value in keys.items():
        result = changed(result, tuple(path.split("__")), value)
    return result


def version(*exceptions: PolicyException, name: str = "default", **keys: object) -> PolicyVersion:
    """A policy version with some keys changed."""
    return PolicyVersion(name, date(2025, 8, 29), rules(**keys), exceptions)


DEFAULT = version()


def deposit(
    deposit_id: str = "d1",
    amount: str = "50",
    left: str | None = None,
    *,
    fee: str | None = "0",
    at: float = 0,
    returned: Sequence[LotFacts] = (),
    policy: PolicyVersion = DEFAULT,
    spent: str = "0",
    bonuses: Sequence[tuple[str, str]] = (),
    **more: object,
) -> DepositFacts:
    """A deposit of which ``left`` (all, when not said) is in its own lot; ``bonuses`` are granted and spent."""
    there = units(amount if left is None else left)
    own = LotFacts(f"lot_{deposit_id}", "deposit", there)
    facts: dict[str, object] = {
        "deposit_id": deposit_id,
        "payment": f"ch_{deposit_id}",
        "gateway": "stripe",
        "method": "card",
        "amount": units(amount),
        "credited_at": day(at),
        "version": policy,
        "governed_by": policy,
        "fee": None if fee is None else units(fee),
        "spent": units(spent),
        "lots": ((own,) if there else ()) + tuple(returned),
        "bonuses": tuple(TiedBonus(f"bon_{deposit_id}", units(granted), units(gone)) for granted, gone in bonuses),
    }
    return DepositFacts(**{**facts, **more})


def returned(left: str, order_id: str = "o1", at: float = 5, lot_id: str = "lot_r") -> LotFacts:
    """What an order gave back."""
    return LotFacts(lot_id, "order_refund", units(left), day(at), order_id)


def order(status: str = "pending", **more: object) -> OrderFacts:
    """An order of 10.00 that gave nothing back."""
    known: dict[str, object] = {
        "order_id": "o1",
        "status": status,
        "placed_at": day(1),
        "rules": DEFAULT.rules.orders,
        "charge": units("10"),
        "refunded": 0,
    }
    return OrderFacts(**{**known, **more})


def snapshot(*deposits: DepositFacts, at: float = 2, bonus: str = "0", currency: str = "USD", **more) -> Snapshot:
    """The wallet with these deposits, at a day; its cash is what is left of them."""
    facts: dict[str, object] = {
        "customer": "c1",
        "currency": currency,
        "at": day(at),
        "account": "open",
        "cash": sum(each.left for each in deposits),
        "bonus": units(bonus),
        "held": 0,
        "deposits": deposits,
    }
    return Snapshot(**{**facts, **more})


def asking(amount: str | None, of: str | None = None, subject: str = SUBJECT, **more) -> Ask:
    """A request for ``amount``, ``"all"`` or nothing said, of a deposit (d1), an order (o1) or ``"order_refunds"``."""
    target = "everything"
    if of:
        target = {"d": "deposit", "o": "order"}[of[0]] if of != "order_refunds" else "order_refunds"
    about = of if target in ("deposit", "order") else None
    everything = amount == "all"
    asked = None if everything or amount is None else units(amount)
    return Ask(asked, everything, target, about, subject, **more)


def decided(
    facts: Snapshot,
    amount: str | None = "all",
    of: str | None = None,
    *,
    policy: PolicyVersion = DEFAULT,
    said: Sequence[Finding] = (),
    submitted: float | None = None,
    overrides: Sequence[str] = (),
    in_dry_run: Sequence[Finding] = (),
    **more,
) -> Decision:
    """The decision on that request, submitted at the snapshot's time unless said otherwise."""
    submitted_at = facts.at if submitted is None else day(submitted)
    return decide(
        facts,
        asking(amount, of, **more),
        decision_id="dec_1",
        procedure=policy,
        looking=Looking(submitted_at, CALENDAR, frozenset(overrides)),
        said=said,
        in_dry_run=in_dry_run,
    )


def nets(decision: Decision) -> dict[str, tuple[int, int | None]]:
    """Deposit → gross and net, in units."""
    return {refund.deposit_id: (refund.gross, refund.net) for refund in decision.refunds}


def amounts(**pairs: tuple[str, str]) -> dict[str, tuple[int, int]]:
    """What ``nets`` should be: ``amounts(d1=("40", "38.25"))``."""
    return {name: (units(gross), units(net)) for name, (gross, net) in pairs.items()}
