"""Comparing what a story expects with what is: amounts by value, reasons contained, everything else equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from panel_refunds.money import format_units
from panel_refunds.testing.stories.actual import (
    due_day,
    figures_of,
    find_arrival,
    find_quote,
    paid_of,
    reasons_of,
    refundable_of,
)
from panel_refunds.testing.stories.expectation import (
    Amount,
    Expectation,
    ExpectedArrival,
    ExpectedOrder,
    ExpectedRequest,
)
from panel_refunds.testing.stories.look import NOTHING, look_at
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.testing.stories.transcript import Miss
from panel_refunds.testing.stories.values import UNKNOWN


def misses_of(stage: Stage, customer: str, expected: Expectation) -> Iterator[Miss]:
    """Everything in ``expected`` that is not so, of this customer at this moment."""
    balance = look_at(stage).balances.get(customer, NOTHING)
    yield from _amount("balance", expected.balance, balance.cash + balance.bonus)
    yield from _amount("cash", expected.cash, balance.cash)
    yield from _amount("bonus", expected.bonus, balance.bonus)
    yield from _amount("held", expected.held, balance.held)
    if expected.refundable is not None or expected.receives is not None:
        quote = find_quote(stage, customer)
        yield from _amount("refundable", expected.refundable, quote.refundable if quote else 0)
        yield from _amount("receives", expected.receives, quote.receives if quote else 0)
    if expected.refundable_of is not None:
        yield from _by_deposit("refundable_of", expected.refundable_of, refundable_of(stage, customer))
    if expected.request is not None:
        yield from _request(stage, expected.request)
    if expected.paid is not None:
        yield from _by_deposit("paid", expected.paid, paid_of(stage))
    if expected.order is not None:
        yield from _order(stage, expected.order)
    if expected.arrival is not None:
        yield from _arrival(stage, customer, expected.arrival)
    yield from _equal("refill", expected.refill, bool(stage.provider.refills))


def _request(stage: Stage, expected: ExpectedRequest) -> Iterator[Miss]:
    look = look_at(stage).requests.get(expected.id)
    if look is None:
        yield Miss(f"request {expected.id}", "one that was opened", "none")
        return
    what, figures, reasons = f"request {expected.id}", figures_of(look), reasons_of(look)
    yield from _equal(f"{what}: state", expected.state, look.request.state)
    yield from _equal(f"{what}: recommend", expected.recommend, look.request.recommend)
    yield from _amount(f"{what}: gross", expected.gross, figures.gross)
    yield from _amount(f"{what}: fee", expected.fee, figures.fee)
    yield from _amount(f"{what}: net", expected.net, figures.net)
    absent = [code for code in expected.reasons or () if code not in reasons]
    if absent:
        yield Miss(f"{what}: reasons", ", ".join(absent), ", ".join(reasons) or "none")
    if expected.due is not None:
        yield from _equal(f"{what}: due", expected.due, due_day(stage, look))


def _order(stage: Stage, expected: ExpectedOrder) -> Iterator[Miss]:
    order = look_at(stage).orders.get(expected.id)
    if order is None:
        yield Miss(f"order {expected.id}", "one that was placed", "none")
        return
    yield from _amount(f"order {expected.id}: refunded", expected.refunded, order.refunded)
    yield from _equal(f"order {expected.id}: review", expected.review, order.review is not None)


def _arrival(stage: Stage, customer: str, expected: ExpectedArrival) -> Iterator[Miss]:
    arrival = find_arrival(stage, customer)
    yield from _equal("arrival: from", expected.first, arrival.first if arrival else "nothing was sent")
    yield from _equal("arrival: to", expected.last, arrival.last if arrival else "nothing was sent")


def _by_deposit(what: str, expected: Mapping[str, int], actual: Mapping[str, int]) -> Iterator[Miss]:
    for name, amount in expected.items():
        yield from _amount(f"{what} {name}", amount, actual.get(name, 0))


def _amount(what: str, expected: Amount, actual: int | None) -> Iterator[Miss]:
    """``unknown`` is what an amount is while somebody has not told it."""
    if expected is not None and expected != (UNKNOWN if actual is None else actual):
        yield Miss(what, _shown(expected), _shown(UNKNOWN if actual is None else actual))


def _equal(what: str, expected: object, actual: object) -> Iterator[Miss]:
    if expected is not None and expected != actual:
        yield Miss(what, _plain(expected), _plain(actual))


def _shown(amount: int | str) -> str:
    return amount if isinstance(amount, str) else format_units(amount)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)
