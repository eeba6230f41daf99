"""Each message reaches each notifier at least once under one key, or becomes a dead letter; none delays another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.flows.postbox import Postbox, delivery, give, work, write
from tests.flows.shop import Shop

from panel_refunds.flows.address_message import address_message
from panel_refunds.flows.deliver_message import BACK_OFF, MOST_TRIES, REST, SLOW, deliver_message
from panel_refunds.flows.tell_contact import tell_contact
from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds.store import Work

LEASE = timedelta(minutes=5)


def claimed(shop: Shop, notifier: str) -> list[Work]:
    with shop.desk.begin() as books:
        return books.claim_work(shop.at, LEASE, 10, kinds=[f"deliver:{notifier}"])


def test_a_broken_notifier_gets_the_message_later_and_the_others_not_twice(shop: Shop) -> None:
    good, bad = Postbox(), Postbox(raises=OSError("the mail server is away"))
    give(shop, bad=bad, good=good)
    message = write(shop)
    work(shop)
    assert (delivery(shop, message, "good").state, delivery(shop, message, "bad").state) == ("delivered", "waiting")
    assert delivery(shop, message, "bad").error == "OSError: the mail server is away"

    bad.raises = None
    work(shop, minutes=1)
    assert delivery(shop, message, "bad").state == "delivered"
    assert (good.got[0][1], bad.got[0][1]) == (f"{message}:good", f"{message}:bad")
    assert (good.calls, bad.calls) == (1, 2)


def test_the_waits_grow_until_it_is_a_dead_letter_after_three_days(shop: Shop) -> None:
    box = Postbox(raises=OSError("away"))
    give(shop, box=box)
    message = write(shop)
    work(shop)
    began, waits = shop.at, []
    while (letter := delivery(shop, message, "box")).next_at is not None:
        waits.append(letter.next_at - shop.at)
        shop.at = letter.next_at
        work(shop)

    assert waits == [*BACK_OFF, timedelta(days=1)]
    assert (letter.state, letter.tries, letter.first_tried_at) == ("dead", 8, began)
    assert shop.at - began < timedelta(days=3)
    work(shop, days=30)
    assert box.calls == 8


def test_an_undeliverable_message_is_dead_at_once(shop: Shop) -> None:
    give(shop, box=Postbox(raises=UndeliverableError("there is no such mailbox")))
    message = write(shop)
    work(shop)

    letter = delivery(shop, message, "box")
    assert (letter.state, letter.tries, letter.error) == ("dead", 1, "there is no such mailbox")


def test_what_a_notifier_returns_is_nobodys(shop: Shop) -> None:
    give(shop, box=Postbox(answers=False), other=(other := Postbox()))
    message = write(shop)
    work(shop)

    assert delivery(shop, message, "box").state == "delivered"
    assert other.kinds[:1] == ["overdue"]


def test_a_limit_is_obeyed_for_everything_and_counts_as_no_try(shop: Shop) -> None:
    box = Postbox(raises=NotNowError(timedelta(minutes=7)))
    give(shop, box=box)
    messages = [write(shop) for _ in range(3)]
    work(shop)
    # Claimed together, the others were in hand already; from then on nothing is said before the time.
    told = box.calls
    work(shop, minutes=6)
    assert box.calls == told
    assert [delivery(shop, message, "box").tries for message in messages] == [0, 0, 0]

    box.raises = None
    work(shop, minutes=1)
    assert len(box.got) == 3


def test_a_limit_without_an_end_is_a_dead_letter_in_the_end(shop: Shop) -> None:
    give(shop, box=Postbox(raises=NotNowError(timedelta(days=300), "closed for the year")))
    message = write(shop)
    for _ in range(5):
        work(shop, days=1)

    letter = delivery(shop, message, "box")
    assert (letter.state, letter.error) == ("dead", "closed for the year")


def test_one_that_hangs_is_given_a_rest(shop: Shop) -> None:
    box = Postbox()

    def hang(*_: object) -> None:
        box.calls += 1
        shop.at += SLOW
        raise TimeoutError("it gave no answer in time")

    object.__setattr__(box, "deliver", hang)
    give(shop, box=box)
    messages = [write(shop) for _ in range(3)]
    for message in messages:
        address_message(shop.desk, message)

    (first,) = [work for work in claimed(shop, "box") if work.ref == messages[0]]
    with shop.desk.begin() as books:
        for ref in messages[1:]:
            books.schedule("deliver:box", ref, shop.at)
    deliver_message(shop.desk, first)
    assert claimed(shop, "box") == []
    shop.at += REST
    assert len(claimed(shop, "box")) == 3


def test_who_lost_its_lease_changes_nothing(shop: Shop) -> None:
    box = Postbox(raises=OSError("slow"))
    give(shop, box=box)
    message = write(shop)
    address_message(shop.desk, message)
    (mine,) = claimed(shop, "box")
    shop.at += LEASE
    (theirs,) = claimed(shop, "box")
    box.raises = None
    assert deliver_message(shop.desk, theirs) is not None
    box.raises = OSError("slow")

    assert deliver_message(shop.desk, mine) is None
    assert delivery(shop, message, "box").state == "delivered"


def test_a_delivery_that_kills_its_worker_each_time_comes_to_an_end(shop: Shop) -> None:
    box = Postbox()
    give(shop, box=box)
    message = write(shop)
    address_message(shop.desk, message)
    for _ in range(MOST_TRIES):
        assert claimed(shop, "box")  # and the worker dies
        shop.at += LEASE
    work(shop)

    assert box.calls == 0
    assert delivery(shop, message, "box").state == "dead"


def test_a_message_that_waited_while_nothing_ran_is_still_tried_for_days(shop: Shop) -> None:
    give(shop, box=Postbox(raises=OSError("away")))
    message = write(shop)
    work(shop, days=40)

    assert delivery(shop, message, "box").state == "waiting"


def test_a_notifier_gets_the_time_and_the_customers_address_with_the_message(shop: Shop) -> None:
    box = Postbox()
    give(shop, box=box)
    tell_contact(shop.desk, "c1", {"email": "ada@example.com"})
    written_at = shop.at
    write(shop, "refund_sent", "c1")
    write(shop, "overdue")
    work(shop, hours=1)

    to_customer, to_staff = sorted((message for message, _ in box.got), key=lambda message: message.kind, reverse=True)
    assert (to_customer.at, to_customer.contact) == (written_at, {"email": "ada@example.com"})
    assert to_staff.contact == {}
    assert "ada" not in repr(to_customer)


@pytest.mark.parametrize("error", [OSError("no ada@example.com here"), UndeliverableError("no ada@example.com here")])
def test_what_is_kept_of_an_error_was_redacted(shop: Shop, error: Exception) -> None:
    give(shop, box=Postbox(raises=error))
    object.__setattr__(shop.desk, "redact", lambda text: text.replace("ada@example.com", "[e-mail]"))
    message = write(shop)
    work(shop)

    assert "no [e-mail] here" in (delivery(shop, message, "box").error or "")
