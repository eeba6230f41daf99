"""Contexts of any kind for the fraud checks, and the same ones with something suspicious added."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from panel_refunds.money import SCALE, Money
from panel_refunds.ports import DisputeSigns, FraudContext, PaymentSigns, SharedUse

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
RANK = {"abstain": 0, "allow": 0, "review": 1, "deny": 2}


def usd(amount: int) -> Money:
    return Money(amount * SCALE, "USD")


def ago(days: int, hours: int = 0) -> datetime:
    return NOW - timedelta(days=days, hours=hours)


def context(**told: Any) -> FraudContext:
    """A customer of many years about whom nothing is known but what is told here."""
    return replace(FraudContext("c1", None, NOW, ago(2000)), **told)


DAYS = st.integers(0, 120).map(ago) | st.integers(0, 5).map(lambda hours: ago(0, hours))
AMOUNTS = st.builds(Money, st.integers(1, 3000 * SCALE), st.sampled_from(["USD", "EUR", "JPY", "XYZ"]))
MOVED = st.tuples(DAYS, AMOUNTS)
MANY = st.lists(MOVED, max_size=4).map(tuple)
FACTS = st.dictionaries(
    st.sampled_from(["country", "ip_country", "card_country", "risk_level", "phone"]),
    st.sampled_from(["DE", "de ", "BR", "US", "XX", "", "highest", "Ünï", "T1", "\x00"]),
    max_size=4,
)
STATES = st.sampled_from(["none", "inquiry", "open", "won", "lost"])
PAYMENTS = st.builds(
    PaymentSigns,
    deposit=st.sampled_from(["d1", "d2"]),
    gateway=st.just("card"),
    risk=FACTS,
    warned_at=st.lists(DAYS, max_size=2).map(tuple),
    dispute=STATES,
    facts=FACTS,
)
DISPUTES = st.builds(DisputeSigns, st.sampled_from(["d1", "d3"]), DAYS, AMOUNTS, STATES)
OTHERS = st.builds(
    SharedUse,
    customer=st.sampled_from(["c1", "c2", "c3", "c4", "c5", "c6", "c7"]),
    deposits=st.integers(0, 3),
    deposited=st.lists(AMOUNTS, max_size=2).map(tuple),
    bonuses=st.integers(0, 3),
    granted=st.lists(AMOUNTS, max_size=2).map(tuple),
)
CONTEXTS = st.builds(
    FraudContext,
    customer=st.just("c1"),
    asked=st.none() | AMOUNTS,
    at=st.just(NOW),
    first_seen_at=st.none() | DAYS,
    deposits=MANY,
    orders=MANY,
    requests=st.lists(DAYS, max_size=6).map(lambda asked: (*asked, NOW)),
    refunds=MANY,
    shared_accounts=st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=3).map(tuple),
    payments=st.lists(PAYMENTS, max_size=3).map(tuple),
    facts=FACTS,
    bonuses=MANY,
    returned=MANY,
    disputes=st.lists(DISPUTES, max_size=2).map(tuple),
    others=st.lists(OTHERS, max_size=5, unique_by=lambda other: other.customer).map(tuple),
)
"""What can be told of a customer, also what makes little sense."""

_WORSE = {
    "deposits": MOVED,
    "refunds": MOVED,
    "returned": MOVED,
    "bonuses": MOVED,
    "requests": DAYS,
    "payments": PAYMENTS,
    "disputes": DISPUTES,
    "others": OTHERS,
    "shared_accounts": st.sampled_from(["c2", "c9"]),
}


@st.composite
def worse(draw: st.DrawFn) -> tuple[FraudContext, FraudContext]:
    """A context, and one in which more happened that speaks against the customer."""
    before = after = draw(CONTEXTS)
    for name in draw(st.lists(st.sampled_from([*_WORSE, "facts"]), min_size=1, max_size=4)):
        if name == "facts":
            after = replace(after, facts={**draw(FACTS), **after.facts})
            continue
        added = draw(_WORSE[name])
        if name == "others" and added.customer in {other.customer for other in after.others}:
            continue
        told = [*getattr(after, name), added]
        after = replace(after, **{name: tuple(draw(st.permutations(told)))})
    return before, after
