"""What an author writes a subclass of."""

import pytest

from panel_refunds_testkit.conformance import GatewayConformance
from panel_refunds_testkit.demand import BrokenContractError


def checks():
    return {name: getattr(GatewayConformance, name) for name in dir(GatewayConformance) if name.startswith("test_")}


def test_every_check_says_what_its_author_has_done_wrong():
    assert len(checks()) > 60
    assert not [name for name, check in checks().items() if not (check.__doc__ or "").strip()]


def test_a_class_without_a_peer_is_told_what_to_write():
    with pytest.raises(BrokenContractError, match="Write a fixture `peer`"):
        GatewayConformance.peer.__wrapped__(GatewayConformance())
