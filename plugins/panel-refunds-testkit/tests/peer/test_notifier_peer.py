"""A message that arrived changes nothing any more."""

from dataclasses import FrozenInstanceError

import pytest

from panel_refunds_testkit.peer.notifier_peer import Arrived


def test_what_arrived_is_frozen():
    arrived = Arrived("k", "t")
    with pytest.raises(FrozenInstanceError):
        arrived.text = "other"
    assert (arrived.recipients, dict(arrived.headers), arrived.account) == ((), {}, "first")
