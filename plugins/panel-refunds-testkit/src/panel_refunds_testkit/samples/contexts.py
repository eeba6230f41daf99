"""What a fraud check is asked about: from a customer of whom nothing is known to one with a thousand of everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from panel_refunds.money import Money
from panel_refunds.ports import DisputeSigns, FraudContext, PaymentSigns, SharedUse
from panel_refunds_testkit.peer.case import Aspect
from panel_refunds_testkit.peer.clock import START

MANY = 1000
_DAY = timedelta(days=1)
_LATER = START + timedelta(hours=2)


def usd(amount: str) -> Money:
    """An amount in dollars."""
    return Money.of(amount, "USD")


NOBODY = FraudContext("c1", None, START, None)
ORDINARY = FraudContext(
    "maya",
    usd("20"),
    START,
    START - 90 * _DAY,
    deposits=((START - 3 * _DAY, usd("50")), (START - 60 * _DAY, usd("25"))),
    orders=((START - 2 * _DAY, usd("30")),),
    requests=(START,),
    payments=(PaymentSigns("dep_1", "stripe", {"risk_level": "normal"}, amount=usd("50"), credited_at=START - _DAY),),
    facts={"country": "DE", "ip_country": "DE"},
)
BURDENED = replace(
    ORDINARY,
    customer="zed",
    requests=tuple(START - timedelta(hours=number) for number in range(30)),
    refunds=tuple((START - number * _DAY, usd("50")) for number in range(1, 20)),
    shared_accounts=("otto", "pia"),
    payments=(
        PaymentSigns("dep_9", "stripe", {"risk_level": "highest"}, (START - _DAY,), "open", {"country": "NG"}),
        PaymentSigns("dep_8", "stripe", warned_at=(START - 2 * _DAY, START - _DAY), dispute="lost"),
    ),
    bonuses=((START - _DAY, usd("10")),),
    returned=((START - _DAY, usd("30")),),
    disputes=(DisputeSigns("dep_9", START - _DAY, usd("50"), "open"), DisputeSigns("dep_8", START, usd("5"), "lost")),
    others=(SharedUse("otto", 3, (usd("9"), Money.of("900", "JPY")), 2, (usd("4"),)), SharedUse("pia")),
    facts={"country": "NG", "ip_country": "VN"},
)

CONTEXTS: Mapping[str, FraudContext] = MappingProxyType(
    {
        "of whom nothing is known": NOBODY,
        "on an ordinary day": ORDINARY,
        "against whom everything speaks": BURDENED,
        "who asks for nothing": replace(ORDINARY, asked=usd("0")),
        "who asks for less than nothing": replace(ORDINARY, asked=usd("-5")),
        "who asks for the most there can be": replace(ORDINARY, asked=Money(10**17, "USD")),
        "with another currency": replace(ORDINARY, asked=Money.of("900", "JPY")),
        "with three currencies": replace(
            ORDINARY,
            deposits=((START - _DAY, usd("1")), (START, Money.of("900", "JPY")), (START, Money.of("1.234", "KWD"))),
            orders=((START, Money.of("12", "INR")),),
            refunds=((START, Money.of("900", "JPY")),),
        ),
        "of the future": replace(ORDINARY, first_seen_at=_LATER, deposits=((_LATER, usd("50")),), requests=(_LATER,)),
        "seen first this moment": replace(ORDINARY, first_seen_at=START, deposits=((START, usd("5000")),)),
        "known since long ago": replace(ORDINARY, first_seen_at=datetime(1970, 1, 1, tzinfo=UTC)),
        "with a strange name": replace(ORDINARY, customer="</b>\r\nBcc: x\x00 é 😀" * 5),
        "without a name": replace(ORDINARY, customer=""),
        "with strange facts": replace(
            ORDINARY, facts={"": "", "country": "\x00", "ip_country": "x" * 5000, "é": "nan", "age": "-1", "n": "1e999"}
        ),
        "with a thousand of everything": replace(
            ORDINARY,
            deposits=tuple((START - timedelta(hours=number), usd("1")) for number in range(MANY)),
            orders=tuple((START - timedelta(hours=number), usd("1")) for number in range(MANY)),
            requests=tuple(START - timedelta(minutes=number) for number in range(MANY)),
            refunds=tuple((START - timedelta(hours=number), usd("1")) for number in range(MANY)),
            shared_accounts=tuple(f"c{number}" for number in range(MANY)),
            payments=tuple(PaymentSigns(f"dep_{number}", "stripe") for number in range(MANY)),
        ),
        "with nothing but a dispute": replace(
            NOBODY, disputes=(DisputeSigns("dep_1", START, usd("50"), "won"),), asked=usd("1")
        ),
        "who shares with himself": replace(ORDINARY, shared_accounts=("maya",), others=(SharedUse("maya"),)),
    }
)
"""Each by half a sentence about the customer."""


def worse(context: FraudContext, aspect: Aspect) -> FraudContext:
    """The same with one more of something that speaks against the customer."""
    if aspect == "asked":
        return replace(
            context, asked=None if context.asked is None else context.asked + Money(10**10, context.asked.currency)
        )
    more: Mapping[Aspect, FraudContext] = {
        "requests": replace(context, requests=(*context.requests, context.at)),
        "refunds": replace(context, refunds=(*context.refunds, (context.at, usd("50")))),
        "shared_accounts": replace(context, shared_accounts=(*context.shared_accounts, "somebody_else")),
        "disputes": replace(
            context, disputes=(*context.disputes, DisputeSigns("dep_77", context.at, usd("50"), "open"))
        ),
        "warnings": replace(
            context, payments=(*context.payments, PaymentSigns("dep_77", "stripe", warned_at=(context.at,)))
        ),
    }
    return more[aspect]
