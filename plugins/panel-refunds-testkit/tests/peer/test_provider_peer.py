"""What a peer has not, it says when it is asked for."""

import pytest

from panel_refunds_testkit.peer.provider_peer import ProviderPeer


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("fail", ["1"]),
        ("add_stranger", ["1"]),
        ("next_wish", ["accepted"]),
        ("spoil", ["gone"]),
        ("new_webhook_secret", []),
    ],
)
def test_a_method_that_is_needed_and_missing_is_named(method, given):
    with pytest.raises(RuntimeError, match="needs"):
        getattr(ProviderPeer, method)(None, *given)


def test_what_nobody_has_to_have_is_empty():
    assert not ProviderPeer.deliveries(None)
    assert not ProviderPeer.wishes(None)
    assert not ProviderPeer.placements(None)
