"""A wrong adapter's plugin is one that the host takes."""

from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.stand.rule_stand import RuleStand
from panel_refunds_testkit.wrong_by_kind.plugin import plugin_of
from panel_refunds_testkit.wrong_by_kind.rules import BelowNothing


def test_the_host_builds_the_wrong_one():
    stand = RuleStand(RuleCase(plugin_of("rules", BelowNothing), "tinyrule"))
    assert isinstance(stand.raw, BelowNothing)
    stand.close()
