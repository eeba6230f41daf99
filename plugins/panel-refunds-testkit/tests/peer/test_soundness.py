"""A mistake of the peer's own is told as one, and is not taken for a word of the vendor's."""

import pytest

from panel_refunds.ports import OutcomeUnknown
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.peer.books import KeyUsedError
from panel_refunds_testkit.peer.soundness import must_be_sound
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.tinypay.peer import TinyPeer


class Renders(TinyPeer):
    def _refund(self, refund):
        return {"status": {"succeeded": "paid"}[refund.status]}


class LetsItGo(TinyPeer):
    def answer(self, request):
        raise KeyUsedError


def made(kind, word=None):
    with kind() as peer:
        stand = GatewayStand(peer)
        if word:
            peer.next_refund(word)
        outcome = stand.gateway.create_refund(stand.order(stand.pay(), stand.amount()))
        stand.close()
    return peer, outcome


def test_a_sound_peer_is_silent():
    peer, _ = made(TinyPeer)

    must_be_sound(peer)


def test_a_word_that_its_author_forgot_is_no_refusal_and_is_told(capsys):
    peer, outcome = made(Renders, "canceled")

    assert isinstance(outcome, OutcomeUnknown)
    with pytest.raises(BrokenContractError, match=r"KeyError: 'canceled'.*leave the word out of the peer's `words`"):
        must_be_sound(peer)
    capsys.readouterr()


def test_a_refusal_that_is_never_said_is_told(capsys):
    peer, _ = made(LetsItGo)
    with pytest.raises(BrokenContractError, match="answer with the vendor's own word"):
        must_be_sound(peer)
    capsys.readouterr()
