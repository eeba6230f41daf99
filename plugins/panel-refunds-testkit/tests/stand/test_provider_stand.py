"""Orders stand where the check wants them, and only states that were told count."""

from panel_refunds_testkit.stand.provider_stand import LEFT, ProviderStand, states_of
from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer


def test_only_states_count():
    with TinyPanelPeer() as peer:
        stand = ProviderStand(peer)
        ref = stand.place()
        told = states_of(stand.provider, [ref, "404"])
        assert {name: state.remains for name, state in told.items()} == {ref: LEFT}
        wrong = stand.build(given=peer.wrong_settings(peer.url))
        assert states_of(wrong.provider, [ref]) == {}
        assert stand.live_through(stand.built, "first")
        assert stand.told_of_itself(stand.built) == stand.capabilities
        stand.close()
