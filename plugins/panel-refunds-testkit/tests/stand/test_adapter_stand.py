"""An adapter is built as the host builds it, and what it says is heard."""

import pytest

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.stand.adapter_stand import hear
from panel_refunds_testkit.stand.rule_stand import RuleStand


def test_a_name_that_the_plugin_has_not_is_told():
    with pytest.raises(BrokenContractError, match="not 'other'"):
        _ = RuleStand(RuleCase(tinypanel, "other")).factory


def test_settings_that_the_host_refuses_are_told():
    with pytest.raises(BrokenContractError, match="refuses the peer's settings"):
        RuleStand(RuleCase(tinypanel, "tinyrule", {"percent": 0})).build()


def test_answers_and_errors_are_heard():
    built = RuleStand(RuleCase(tinypanel, "tinyrule")).built
    hear(built, lambda: 17)
    hear(built, lambda: 1 // 0)
    assert built.heard.texts[0] == "17"
    assert "ZeroDivisionError" in built.heard.texts[1]
