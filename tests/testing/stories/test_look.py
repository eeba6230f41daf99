"""A look at the books sees what an event changed."""

import itertools

import pytest

from panel_refunds.testing.stories import by_customer, by_panel, by_staff
from panel_refunds.testing.stories.look import everything, look_at
from panel_refunds.testing.stories.story import (
    BonusGranted,
    CustomerAsked,
    DepositCredited,
    OrderPlaced,
    RefundAsked,
    StatusTold,
)


@pytest.fixture
def happens(stage, read_cases):
    """The keys that every event has."""
    (case,) = read_cases("at = 2025-09-01T10:00:00, time = 'passes'")
    return {"at": case.events[0].at, "place": case.place}


def test_a_look_has_balances_requests_and_orders_by_the_storys_names(stage, happens):
    by_panel.credit(DepositCredited(amount="50.00", id="d1", **happens), stage)
    by_panel.place(OrderPlaced(amount="10.00", id="o1", **happens), stage)
    by_customer.ask(RefundAsked(amount="15.00", id="r1", **happens), stage)
    look = look_at(stage)

    assert look.balances == {"c1": (25 * 10**8, 0, 15 * 10**8)}
    assert look.orders["o1"].charge == 10 * 10**8
    assert look.requests["r1"].request.state == "in_review"
    assert look.requests["r1"].decision.gross == 15 * 10**8
    assert [refund.gross for refund in look.requests["r1"].refunds] == [15 * 10**8]


def test_everything_stays_the_same_only_while_nothing_happens(stage, happens):
    steps = [
        lambda: by_panel.credit(DepositCredited(amount="50.00", id="d1", **happens), stage),
        lambda: by_panel.grant(BonusGranted(amount="5.00", **happens), stage),
        lambda: by_panel.place(OrderPlaced(amount="10.00", id="o1", **happens), stage),
        lambda: by_panel.tell_status(StatusTold(word="a riddle", of="o1", **happens), stage),
        lambda: by_customer.ask(RefundAsked(amount="10.00", id="r1", **happens), stage),
        lambda: by_staff.ask(CustomerAsked(request="r1", **happens), stage),
    ]
    seen = [everything(stage)]
    for step in steps:
        assert everything(stage) == seen[-1]
        step()
        seen.append(everything(stage))

    assert all(earlier != later for earlier, later in itertools.pairwise(seen))
