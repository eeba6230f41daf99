"""What an adapter returns is looked at before the core believes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.plugins.promises import BrokenPromiseError, as_promised, orders_as_promised
from panel_refunds.ports import (
    Capabilities,
    GatewayRefund,
    NotExecuted,
    OrdersReply,
    OrderState,
    Outcome,
    PaymentFacts,
    ProviderCapabilities,
    ProviderError,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
)

FIVE = Money(500_000_000, "USD")
NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
PAID = GatewayRefund("re_1", RefundStatus.SUCCEEDED, FIVE)


def changed(of: Any, **fields: Any) -> Any:
    """The value with fields of types that its constructor would take but its contract does not."""
    made = type(of).__new__(type(of))
    for name in type(of).__dataclass_fields__:
        object.__setattr__(made, name, fields.get(name, getattr(of, name)))
    return made


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Outcome, PAID),
        (Outcome, Rejected(Rejection.DISPUTED)),
        (Outcome, NotExecuted(timedelta(minutes=1))),
        (PaymentFacts, PaymentFacts("pay_1", FIVE, captured=True, refunded=FIVE, fee=None)),
        (RefundsFound, RefundsFound((PAID,), complete=True, as_of=NOW)),
        (Capabilities, Capabilities()),
        (Money | None, None),
    ],
)
def test_what_keeps_the_contract_passes_as_it_is(kind: Any, answer: Any) -> None:
    assert as_promised(kind, answer) is answer


@pytest.mark.parametrize(
    ("kind", "answer", "told"),
    [
        (Outcome, None, "a NoneType came"),
        (Outcome, {"status": "succeeded"}, "a dict came"),
        (Outcome, changed(PAID, status="succeeded"), "status"),
        (Outcome, changed(PAID, ref=None), "ref"),
        (Outcome, changed(PAID, amount="5.00"), "amount"),
        (Outcome, Rejected("disputed"), "code"),  # type: ignore[arg-type]  # that is what is tried
        (Outcome, NotExecuted(30), "retry_after"),  # type: ignore[arg-type]  # that is what is tried
        (PaymentFacts, None, "a NoneType came"),
        (PaymentFacts, changed(PaymentFacts("p", FIVE, captured=True, refunded=FIVE), captured="yes"), "captured"),
        (RefundsFound, RefundsFound(({"ref": "re_1"},), complete=True, as_of=NOW), "refunds"),  # type: ignore[arg-type]  # that is what is tried
        (ProviderCapabilities, ProviderCapabilities(batch="50"), "batch"),  # type: ignore[arg-type]  # that is what is tried
        (Money | None, 5, "a int came"),
    ],
)
def test_what_does_not_is_refused_and_the_field_is_named(kind: Any, answer: Any, told: str) -> None:
    with pytest.raises(BrokenPromiseError, match=told):
        as_promised(kind, answer)


def test_a_secret_in_a_wrong_field_is_not_told() -> None:
    with pytest.raises(BrokenPromiseError) as broken:
        as_promised(Outcome, changed(PAID, ref=["sk_live_secret"]))

    assert "sk_live_secret" not in str(broken.value)


GOOD = OrderState("partial", "SHORT", 157)


@pytest.mark.parametrize("remains", [157.5, 157.0, True, "157", -5, float("nan"), 10**30])
def test_remains_that_is_no_count_is_as_good_as_none(remains: Any) -> None:
    told = {"1": OrderState("partial", "SHORT", remains), "2": GOOD}

    assert orders_as_promised(OrdersReply(told)).orders == {"1": OrderState("partial", "SHORT", None), "2": GOOD}


@pytest.mark.parametrize("figure", ["ordered", "runs", "runs_left"])
@pytest.mark.parametrize("value", [157.5, True, "157", -5, 10**30])
def test_one_figure_that_is_no_count_leaves_none_to_be_misled_by(figure: str, value: Any) -> None:
    told = replace(OrderState("canceled", "VOID", 157, ordered=1100, runs=5, runs_left=2), **{figure: value})

    (answer,) = orders_as_promised(OrdersReply({"1": told})).orders.values()

    assert answer == OrderState("canceled", "VOID", None, unclear=True)


def test_all_figures_of_an_answer_pass_as_they_are() -> None:
    told = OrderState("partial", "SHORT", 157, ordered=1100, runs=5, runs_left=2)

    assert orders_as_promised(OrdersReply({"1": told})).orders == {"1": told}


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "partial", "remains": 157},
        None,
        OrderState(None, "SHORT", 1),  # type: ignore[arg-type]  # that is what is tried
        OrderState("partial", None, 1),  # type: ignore[arg-type]  # that is what is tried
        OrderState("partial", 3, 1),  # type: ignore[arg-type]  # that is what is tried
    ],
)
def test_one_answer_that_makes_no_sense_costs_its_neighbours_nothing(answer: Any) -> None:
    orders = orders_as_promised(OrdersReply({"1": answer, "2": GOOD})).orders

    assert isinstance(orders["1"], ProviderError)
    assert orders["1"].code == "unreadable"
    assert orders["2"] == GOOD


def test_a_status_that_is_none_of_our_words_is_unknown() -> None:
    orders = orders_as_promised(OrdersReply({"1": OrderState("Partial", "Partial", 157)})).orders

    assert orders == {"1": OrderState("unknown", "Partial", 157)}


def test_an_order_that_is_told_and_missing_at_once_is_not_believed() -> None:
    orders = orders_as_promised(OrdersReply({"1": GOOD, "2": GOOD}, missing=("1",))).orders

    assert isinstance(orders["1"], ProviderError)
    assert orders["2"] == GOOD


@pytest.mark.parametrize(
    "reply",
    [
        None,
        [],
        OrdersReply(None),  # type: ignore[arg-type]  # that is what is tried
        OrdersReply(reply_error="busy"),  # type: ignore[arg-type]  # that is what is tried
        OrdersReply(retry_after=30),  # type: ignore[arg-type]  # that is what is tried
    ],
)
def test_a_reply_that_is_none_is_refused_whole(reply: Any) -> None:
    with pytest.raises(BrokenPromiseError):
        orders_as_promised(reply)
