"""A case needs no more than a plugin, a name and settings."""

import pytest

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.case import FraudCheckCase, RuleCase


def test_a_case_asks_nobody():
    with RuleCase(tinypanel, "tinyrule", {"percent": 20}) as case:
        assert (case.url, case.requests_seen()) == ("", ())
        assert case.settings("http://127.0.0.1:1", "second") == case.wrong_settings("") == {"percent": 20}


def test_only_a_service_can_be_told_what_to_say():
    with pytest.raises(RuntimeError, match="needs say"):
        FraudCheckCase(tinypanel, "tinycheck").say("allow", ())
