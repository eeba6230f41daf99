"""A list proves what is not in it only when it was read to its end."""

import pytest

from panel_refunds_stripe.answer import NoAnswerError
from panel_refunds_stripe.pages import MOST_PAGES, page_params


def test_every_page_is_read(peer, gateway, a_refund, a_list):
    peer.say(a_list(a_refund(id="re_1"), a_refund(id="re_2"), more=True))
    peer.say(a_list(a_refund(id="re_3")))

    found = gateway.find_refunds("ch_1")

    assert found.complete
    assert [refund.ref for refund in found.refunds] == ["re_1", "re_2", "re_3"]
    assert [asked.params.get("starting_after") for asked in peer.asked] == [None, "re_2"]


def test_a_list_that_breaks_off_is_not_complete(peer, gateway, a_refund, a_list):
    peer.say(a_list(a_refund(id="re_1"), more=True))
    peer.refuse(500)

    found = gateway.find_refunds("ch_1")

    assert not found.complete
    assert [refund.ref for refund in found.refunds] == ["re_1"]


def test_a_list_that_cannot_be_begun_is_no_list(peer, gateway):
    peer.refuse(500)

    with pytest.raises(NoAnswerError):
        gateway.find_refunds("ch_1")


def test_a_list_that_turns_in_a_circle_is_not_complete(peer, gateway, a_refund, a_list):
    for _ in range(2):
        peer.say(a_list(a_refund(id="re_1"), more=True))

    assert not gateway.find_refunds("ch_1").complete
    assert len(peer.asked) == 2


def test_a_list_that_promises_more_and_has_nothing_is_not_complete(peer, gateway, a_list):
    peer.say(a_list(more=True))

    assert not gateway.find_refunds("ch_1").complete


def test_a_list_without_end_is_given_up(peer, gateway, a_refund, a_list):
    for number in range(MOST_PAGES + 1):
        peer.say(a_list(a_refund(id=f"re_{number}"), more=True))

    assert not gateway.find_refunds("ch_1").complete
    assert len(peer.asked) == MOST_PAGES


@pytest.mark.parametrize(
    "wrong",
    [
        {"object": "list"},
        {"object": "list", "data": [5], "has_more": False},
        {"object": "list", "data": [], "has_more": None},
    ],
)
def test_a_list_that_is_none_says_nothing(peer, gateway, wrong):
    peer.say(wrong)

    with pytest.raises(NoAnswerError):
        gateway.find_refunds("ch_1")


def test_the_first_page_is_behind_nothing():
    assert page_params({"charge": "ch_1"}, None) == {"charge": "ch_1", "limit": 100}
    assert page_params({"charge": "ch_1"}, "re_1")["starting_after"] == "re_1"
