"""A notifier is handed messages, and what arrives is told."""

from panel_refunds_testkit.stand.notifier_stand import NotifierStand
from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard


def test_what_arrives_is_told():
    with TinyBoard() as board:
        stand = NotifierStand(board)
        assert [each.key for each in stand.deliver(key="msg_7")] == ["msg_7"]
        stand.live_through(stand.built, "first")
        assert any("gone for good" in text for text in stand.built.heard.texts)
        stand.close()
