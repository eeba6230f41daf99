"""What never ends is among the work that is due, once, and is not begun anew by whoever looks again."""

from __future__ import annotations

from tests.flows.shop import Shop

from panel_refunds.store import Work
from panel_refunds.worker.rounds import EVERYTHING, keep_polling, keep_reconciling, keep_tidying


def find(shop: Shop, kind: str, ref: str) -> Work | None:
    with shop.desk.read() as books:
        return books.find_work(kind, ref)


def test_every_provider_and_the_tidying_get_their_first_round_at_once(shop: Shop) -> None:
    keep_polling(shop.desk)
    assert (find(shop, "poll", "main"), find(shop, "forget_replies", EVERYTHING)) == (
        Work("poll", "main", shop.at),
        None,
    )
    keep_tidying(shop.desk)
    for kind in ("forget_replies", "forget_sessions", "sweep_files"):
        assert find(shop, kind, EVERYTHING) == Work(kind, EVERYTHING, shop.at)


def test_a_round_that_is_planned_stays_as_it_is(shop: Shop) -> None:
    keep_polling(shop.desk)
    keep_tidying(shop.desk)
    before = [find(shop, "poll", "main"), find(shop, "forget_replies", EVERYTHING)]
    shop.passes(hours=5)
    keep_polling(shop.desk)
    keep_tidying(shop.desk)

    assert [find(shop, "poll", "main"), find(shop, "forget_replies", EVERYTHING)] == before


def test_every_gateway_is_compared_with_from_the_start_on(shop: Shop) -> None:
    keep_reconciling(shop.desk)
    first = find(shop, "reconcile", "manual")
    shop.passes(hours=5)
    keep_reconciling(shop.desk)

    assert first is not None
    assert find(shop, "reconcile", "manual") == first
