"""What is due is run once, what fails comes again later, and what a flow scheduled anew stays scheduled."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.shop import Shop

from panel_refunds.ports import Message, ProviderError
from panel_refunds.store import Work
from panel_refunds.worker import run_due
from panel_refunds.worker.run_due import hand_back


class Notifier:
    """Takes messages, or refuses them while it is ``broken``."""

    def __init__(self) -> None:
        self.broken = False
        self.got: list[tuple[str, str]] = []

    def deliver(self, message: Message, idempotency_key: str) -> None:
        if self.broken:
            raise ConnectionError("nobody is there")
        self.got.append((message.kind, idempotency_key))


@pytest.fixture
def notifier(shop: Shop) -> Notifier:
    made = Notifier()
    shop.desk = replace(shop.desk, notifiers={"desk": made})
    return made


DELIVER = ("deliver", "deliver:desk")


def find(shop: Shop, kind: str, ref: str) -> Work | None:
    with shop.desk.read() as books:
        return books.find_work(kind, ref)


def state_of(shop: Shop, refund_id: str) -> str:
    with shop.desk.read() as books:
        return books.get_refund(refund_id).state


def test_an_approved_refund_is_sent_and_nothing_of_it_stays_to_be_done(shop: Shop) -> None:
    refund = shop.approved()

    run_due(shop.desk)

    assert state_of(shop, refund.refund_id) == "paid"
    assert shop.paid_back() == "18.25 USD"
    assert find(shop, "pay", refund.refund_id) is None
    assert find(shop, "follow", refund.refund_id) is None


def test_a_second_run_at_the_same_moment_has_nothing_to_do(shop: Shop) -> None:
    shop.approved()

    assert run_due(shop.desk) > 0
    assert run_due(shop.desk) == 0


def test_what_is_not_due_yet_is_left_alone(shop: Shop) -> None:
    shop.gateway.script("not_executed")
    refund = shop.approved()
    run_due(shop.desk)
    asked = len(shop.gateway.asked)

    run_due(shop.desk)
    assert len(shop.gateway.asked) == asked

    shop.passes(minutes=1)
    run_due(shop.desk)
    assert len(shop.gateway.asked) == asked + 1
    assert state_of(shop, refund.refund_id) == "paid"


def test_a_pending_refund_is_asked_about_until_it_is_decided(shop: Shop) -> None:
    shop.gateway.script("pending")
    refund = shop.approved()
    run_due(shop.desk)
    assert state_of(shop, refund.refund_id) == "sent"

    for _ in range(3):
        shop.passes(days=1)
        run_due(shop.desk)
        assert find(shop, "follow", refund.refund_id) is not None

    shop.gateway.later(shop.gateway.asked[0].attempt_id, "succeeded")
    shop.passes(days=1)
    run_due(shop.desk)
    assert state_of(shop, refund.refund_id) == "paid"
    assert find(shop, "follow", refund.refund_id) is None


def test_a_look_up_that_finds_nobody_at_home_comes_again(shop: Shop) -> None:
    shop.gateway.script("pending")
    refund = shop.approved()
    run_due(shop.desk)
    shop.gateway.later(shop.gateway.asked[0].attempt_id, "unknown")

    shop.passes(days=1)
    run_due(shop.desk)

    again = find(shop, "follow", refund.refund_id)
    assert again is not None
    assert again.due_at > shop.at
    assert again.lease_until is None


def test_a_refund_that_waits_for_an_operator_is_not_tried_again_by_itself(shop: Shop) -> None:
    shop.gateway._capabilities = replace(shop.gateway.capabilities("card"), refund="manual")
    refund = shop.approved()

    run_due(shop.desk)

    assert state_of(shop, refund.refund_id) == "approved"
    assert find(shop, "pay", refund.refund_id) is None
    assert shop.gateway.asked == ()


def test_a_message_that_cannot_be_delivered_comes_again_and_later_each_time(shop: Shop, notifier: Notifier) -> None:
    notifier.broken = True
    shop.request("20.00", shop.deposit("50.00"))
    with shop.desk.read() as books:
        due = books.next_due_at()
    assert due is not None

    waits = []
    for _ in range(3):
        run_due(shop.desk, kinds=DELIVER)
        with shop.desk.read() as books:
            following = books.next_due_at()
        assert following is not None
        waits.append(following - shop.at)
        shop.at = following
    assert waits == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)]

    notifier.broken = False
    run_due(shop.desk, kinds=DELIVER)
    assert [kind for kind, _ in notifier.got] == ["request_received"]


def test_one_piece_that_breaks_stops_no_other(shop: Shop, notifier: Notifier) -> None:
    refund = shop.approved()
    with shop.desk.begin() as books:
        books.schedule("deliver", "out_nothing", shop.at - timedelta(days=1))
        books.schedule("pay", "rf_nothing", shop.at - timedelta(days=1))
        books.schedule("something_else", "x", shop.at - timedelta(days=1))

    run_due(shop.desk)

    assert state_of(shop, refund.refund_id) == "paid"
    for kind, ref in (("deliver", "out_nothing"), ("pay", "rf_nothing"), ("something_else", "x")):
        left = find(shop, kind, ref)
        assert left is not None
        assert left.due_at == shop.at + timedelta(seconds=30)


def test_only_the_kinds_asked_for_are_run(shop: Shop) -> None:
    refund = shop.approved()

    run_due(shop.desk, kinds={"deliver"})
    assert state_of(shop, refund.refund_id) == "approved"

    run_due(shop.desk, kinds={"pay"})
    assert state_of(shop, refund.refund_id) == "paid"


def test_no_more_pieces_are_run_than_allowed(shop: Shop) -> None:
    with shop.desk.begin() as books:
        for number in range(120):
            books.schedule("something_else", f"{number}", shop.at)

    assert run_due(shop.desk, limit=70, kinds={"something_else"}) == 70
    assert run_due(shop.desk, kinds={"something_else"}) == 50


def test_when_told_to_stop_it_finishes_the_piece_in_hand_and_frees_the_others(shop: Shop, notifier: Notifier) -> None:
    stop = threading.Event()
    for customer in ("c1", "c2", "c3"):
        shop.request("20.00", shop.deposit("50.00", customer=customer), customer=customer)
    deliver = notifier.deliver

    def deliver_and_stop(message: Message, idempotency_key: str) -> None:
        deliver(message, idempotency_key)
        stop.set()

    notifier.deliver = deliver_and_stop
    assert run_due(shop.desk, kinds={"deliver"}) == 3

    assert run_due(shop.desk, kinds=DELIVER, stop=stop) == 1
    assert len(notifier.got) == 1
    # Nobody has to wait for a lease: another worker takes the rest at once.
    assert run_due(shop.desk, kinds=DELIVER) == 2
    assert len(notifier.got) == 3


def test_pieces_that_are_handed_back_have_not_been_tried(shop: Shop) -> None:
    with shop.desk.begin() as books:
        books.schedule("something_else", "x", shop.at)
        claimed = books.claim_work(shop.at, timedelta(minutes=5), 10)
    hand_back(shop.desk, claimed)

    left = find(shop, "something_else", "x")
    assert left is not None
    assert (left.tries, left.lease_until) == (0, None)


def test_a_piece_whose_worker_died_is_taken_again_when_its_lease_is_over(shop: Shop) -> None:
    refund = shop.approved()
    with shop.desk.begin() as books:
        (claimed,) = books.claim_work(shop.at, timedelta(minutes=5), 10, kinds={"pay"})
    assert claimed.ref == refund.refund_id

    run_due(shop.desk)
    assert state_of(shop, refund.refund_id) == "approved"

    shop.passes(minutes=5)
    run_due(shop.desk)
    assert state_of(shop, refund.refund_id) == "paid"


def test_who_lost_its_lease_finishes_nothing(shop: Shop) -> None:
    with shop.desk.begin() as books:
        books.schedule("something_else", "x", shop.at)
        (mine,) = books.claim_work(shop.at, timedelta(minutes=5), 10)
    shop.passes(minutes=6)
    with shop.desk.begin() as books:
        (theirs,) = books.claim_work(shop.at, timedelta(minutes=5), 10)
        assert theirs.fence > mine.fence
        assert not books.finish_work(mine)
        assert not books.postpone_work(mine, shop.at)
        assert books.finish_work(theirs)


def test_pieces_that_wait_behind_a_long_one_are_left_to_others_when_their_lease_runs_out(
    shop: Shop, notifier: Notifier
) -> None:
    for customer in ("c1", "c2"):
        shop.request("20.00", shop.deposit("50.00", customer=customer), customer=customer)
    deliver = notifier.deliver

    def deliver_slowly(message: Message, idempotency_key: str) -> None:
        shop.passes(minutes=4)
        deliver(message, idempotency_key)

    notifier.deliver = deliver_slowly
    assert run_due(shop.desk, kinds={"deliver"}) == 2

    assert run_due(shop.desk, kinds=DELIVER) == 2
    assert len(notifier.got) == 2


# ---------------------------------------------------------------- polls


def test_a_provider_is_polled_as_often_as_the_tenant_says(shop: Shop) -> None:
    shop.desk = replace(shop.desk, poll_every={"main": timedelta(seconds=45)})
    run_due(shop.desk)

    poll = find(shop, "poll", "main")
    assert poll is not None
    assert poll.due_at == shop.at + timedelta(seconds=45)


def test_a_poll_brings_what_the_provider_says_to_the_balance(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="77")
    shop.provider.set_order("77", "Partial", remains=250)

    run_due(shop.desk)

    assert shop.figures()[0] == "42.50 USD"


def test_a_provider_that_talks_nonsense_is_asked_less_and_less(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="77")
    shop.provider.break_replies(ProviderError("unreadable", "HTML"))

    waits = []
    for _ in range(8):
        run_due(shop.desk)
        poll = find(shop, "poll", "main")
        assert poll is not None
        waits.append((poll.due_at - shop.at).total_seconds() / 60)
        shop.at = poll.due_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]

    shop.provider.break_replies(None)
    shop.provider.set_order("77", "In progress")
    run_due(shop.desk)
    poll = find(shop, "poll", "main")
    assert poll is not None
    assert (poll.due_at - shop.at, poll.tries) == (timedelta(minutes=1), 0)


def test_a_provider_that_left_the_tenants_file_is_not_asked_again(shop: Shop) -> None:
    run_due(shop.desk)
    shop.desk = replace(shop.desk, providers={})
    shop.passes(minutes=2)

    run_due(shop.desk)

    assert find(shop, "poll", "main") is None
