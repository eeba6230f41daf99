"""A peer with books: what happens there is told once, signed for the account it is about."""

import httpx2

from panel_refunds_testkit.peer import PeerReply


def test_deliveries_are_about_what_happened_since(peer):
    peer.take_payment(peer_amount(), fee=None)
    assert [delivery.kind for delivery in peer.deliveries()] == ["payment"]
    assert peer.deliveries() == []


def test_each_account_has_keys_and_webhook_secrets_of_its_own(peer):
    assert peer.account_of(peer.keys["second"]) == "second"
    assert peer.account_of("nobody's") is None
    before = list(peer.webhook_secrets_of("first"))
    peer.new_webhook_secret()
    assert list(peer.webhook_secrets_of("first"))[:1] == before
    assert set(peer.webhook_secrets_of("first")).isdisjoint(peer.webhook_secrets_of("second"))
    assert peer.requests_seen() == []


def test_it_is_busy_for_so_many_requests_for_a_refund_and_for_nothing_else(peer):
    peer.later_replies = (PeerReply(429), PeerReply(503))
    peer.busy(3)
    with httpx2.Client(base_url=peer.url, trust_env=False) as client:
        assert client.get("/refunds").status_code == 401
        assert [client.post("/refunds").status_code for _ in range(4)] == [429, 503, 429, 401]


def test_a_vendor_without_a_word_for_later_says_so(peer):
    assert peer.says_later
    peer.later_replies = ()
    assert not peer.says_later


def peer_amount():
    from panel_refunds.money import Money

    return Money.of("10", "USD")
