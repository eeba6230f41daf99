"""The sentences of settings with figures, in English as they are meant; other languages are tried on the whole page."""

from types import MappingProxyType

import pytest
from tests.pages.policy.test_telling import telling

from panel_refunds.calendar import Span, Unit
from panel_refunds.money import SCALE
from panel_refunds.pages.policy.figured import FIGURED
from panel_refunds.policy.settings import ZERO, Amounts, AutoApprove, Window

FIVE = Amounts(MappingProxyType({"USD": 5 * SCALE}))
DAYS = Unit.DAYS


@pytest.mark.parametrize(
    ("path", "value", "sentences"),
    [
        (
            "deposits.window",
            Window("credited", within=Span(DAYS, 14)),
            [
                "Time to ask: 14 days from the moment when the deposit was credited.",
                "It ends at the time of day at which it began; the last moment still counts.",
            ],
        ),
        (
            "deposits.window",
            Window("last_use", after=Span(DAYS, 60), ends="end_of_day"),
            [
                "Earliest: 60 days after your latest deposit or order.",
                "There is no time limit for asking.",
                "It ends with its last day, at midnight in our time zone (UTC).",
            ],
        ),
        ("order_refunds.window", Window("returned"), ["There is no time limit for asking."]),
        (
            "deposits.minimum.requested",
            FIVE,
            ["Least amount of a request: $5.00. In any other currency a person decides."],
        ),
        ("deposits.minimum.requested", ZERO, ["There is no least amount for a request."]),
        ("deposits.used_at_most_percent", 0, ["Only a deposit of which nothing is spent can go back."]),
        ("deposits.own_fee.percent_ppm", 25_000, ["Our own fee is 2.5% of each refund, rounded up."]),
        ("deposits.own_fee.percent_ppm", 1, ["Our own fee is 0.0001% of each refund, rounded up."]),
        (
            "orders.status",
            {"partial": "undelivered"},
            ["Partly delivered: the share that was not delivered comes back to the balance, at once."],
        ),
        ("orders.reasons", {"wrong_link": "ask_person"}, ["Cause: the link does not work. A person decides."]),
        ("tickets.subjects", (), ["Any subject will do."]),
        ("tickets.subjects", ("A", "B"), ["Subject: “A” or “B”."]),
        ("tickets.required", (), ["A request needs no further details."]),
        ("tickets.required", ("amount", "reason"), ["A request has to say: the amount and the reason."]),
        ("review.approvers", ("finance",), ["1 person has to approve: finance."]),
        ("review.approvers", ("finance", "editor"), ["2 different people have to approve: finance and editor."]),
        ("review.auto_approve", None, ["Nothing is approved without a person."]),
        (
            "review.auto_approve",
            AutoApprove(FIVE, 30),
            ["Approved without a person: up to $5.00 for one customer in 30 days."],
        ),
        ("payout.arrives", (1, 5), ["Time until the money arrives: at least 1 working day, at most 5 working days."]),
        ("payout.arrives", (5, 5), ["Time until the money arrives: 5 working days."]),
        ("accounts.forfeiture.takes", ("bonus",), ["What is taken: bonus."]),
    ],
)
def test_it_is_told(path, value, sentences):
    assert list(FIGURED[tuple(path.split("."))](telling(), value)) == sentences
