"""A rule is asked about every wallet."""

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.samples.snapshots import ORDINARY
from panel_refunds_testkit.stand.rule_stand import RuleStand


def test_its_findings_are_heard():
    stand = RuleStand(RuleCase(tinypanel, "tinyrule"))
    (found,) = stand.findings(ORDINARY, None)
    assert found.cap == ORDINARY.cash // 2
    assert stand.live_through(stand.built, "first") == []
    assert any("share_at_once" in text for text in stand.built.heard.texts)
