"""The check of the vendor's word for later catches what it is there for, with the default word and with others."""

import pytest

from panel_refunds.ports import NotExecuted
from panel_refunds_testkit.checks.gateway.exactly_once.later import LaterChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.peer import BookedPeer, PeerReply
from panel_refunds_testkit.tinypay.gateway import TinyGateway

check = LaterChecks().test_the_vendors_word_for_later_is_not_executed


def test_a_word_that_is_not_known_is_caught(stand):
    stand.peer.later_replies = (PeerReply.json(400, {"error": "come_back"}),)
    with pytest.raises(BrokenContractError, match=r"That is NotExecuted. create_refund says Rejected"):
        check(stand)


def test_each_of_several_words_is_tried(stand):
    stand.peer.later_replies = (BookedPeer.later_replies[0], PeerReply.json(409, {"error": "busy"}))
    with pytest.raises(BrokenContractError, match="create_refund says OutcomeUnknown"):
        check(stand)


def test_the_default_word_is_enough_for_who_goes_by_the_status(stand):
    stand.peer.later_replies = BookedPeer.later_replies
    check(stand)


def test_something_that_ran_all_the_same_is_caught(spoilt):
    def create_refund(self, order):
        while isinstance(TinyGateway.create_refund(self, order), NotExecuted):
            pass
        return NotExecuted()

    with pytest.raises(BrokenContractError, match="Nothing should have been given back"):
        check(spoilt(create_refund=create_refund))


def test_an_exception_is_caught(spoilt):
    def _outcome(self, answer, order):
        raise ValueError("429")

    with pytest.raises(BrokenContractError, match="create_refund raised"):
        check(spoilt(_outcome=_outcome))


def test_a_vendor_without_such_a_word_has_a_peer_that_says_so(stand):
    stand.peer.later_replies = ()
    with pytest.raises(pytest.skip.Exception, match="peer: says_later is off"):
        check(stand)


def test_a_pattern_that_matches_nothing_is_told_with_what_came_by(stand):
    stand.peer.refund_requests = "POST /v2/refunds"
    with pytest.raises(BrokenContractError, match=r"'POST /v2/refunds', matches nothing .* came by: POST /refunds\."):
        check(stand)
