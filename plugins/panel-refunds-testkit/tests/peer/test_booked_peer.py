"""A peer with books: what happens there is told once, signed for the account it is about."""


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


def peer_amount():
    from panel_refunds.money import Money

    return Money.of("10", "USD")
