"""Which money a request is about."""

from __future__ import annotations

from tests.policy.snapshots import asking, deposit, returned, snapshot

from panel_refunds.policy.scope import deposits_in_scope, lots_in_scope

D1 = deposit("d1", left="20", returned=[returned("4", "o1", lot_id="r1"), returned("3", "o2", lot_id="r2")])
D2 = deposit("d2", left="20", at=1)
D3 = deposit("d3", left="0", at=2)
FACTS = snapshot(D1, D2, D3)


def deposits(ask) -> list[str]:
    return [each.deposit_id for each in deposits_in_scope(FACTS, ask)]


def lots(ask) -> list[str]:
    return [lot.lot_id for lot in lots_in_scope(D1, ask)]


def test_everything_is_every_deposit_of_which_something_is_there_oldest_first():
    assert deposits(asking("all")) == ["d1", "d2"]
    assert lots(asking("all")) == ["lot_d1", "r1", "r2"]


def test_a_deposit_covers_its_own_lot_first_and_what_orders_gave_back_of_it():
    assert deposits(asking("all", "d1")) == ["d1"]
    assert lots(asking("all", "d1")) == ["lot_d1", "r1", "r2"]
    assert deposits(asking("all", "d3")) == ["d3"]
    assert deposits(asking("all", "d9")) == []


def test_order_refunds_are_what_orders_gave_back():
    assert deposits(asking("all", "order_refunds")) == ["d1"]
    assert lots(asking("all", "order_refunds")) == ["r1", "r2"]


def test_an_order_is_what_this_order_gave_back():
    assert deposits(asking("all", "o2")) == ["d1"]
    assert lots(asking("all", "o2")) == ["r2"]
    assert deposits(asking("all", "o9")) == []
