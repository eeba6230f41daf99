"""What waits for a notifier that is gone is seen as dead letters, and the staff is told."""

from __future__ import annotations

from tests.flows.postbox import Postbox, delivery, give, work, write
from tests.flows.shop import Shop

from panel_refunds.flows.retire_notifiers import WHY, retire_notifiers


def test_letters_to_a_notifier_that_is_gone_die_and_the_others_live(shop: Shop) -> None:
    give(shop, old=Postbox(raises=OSError("away")), new=(new := Postbox()))
    messages = [write(shop) for _ in range(103)]
    work(shop)
    assert retire_notifiers(shop.desk) == []

    give(shop, new=new)
    assert retire_notifiers(shop.desk) == ["old"]
    for message in messages:
        letter = delivery(shop, message, "old")
        assert (letter.state, letter.error, letter.tries) == ("dead", WHY, 1)
    with shop.desk.read() as books:
        assert books.find_work("deliver:old", messages[0]) is None
    work(shop)
    assert new.kinds.count("dead_letter") == 1
    assert retire_notifiers(shop.desk) == []
