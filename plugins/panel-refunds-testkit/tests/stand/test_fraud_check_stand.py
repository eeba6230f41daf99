"""A check is asked with enough time, about everybody."""

from panel_refunds_testkit.samples.contexts import ORDINARY
from panel_refunds_testkit.stand.fraud_check_stand import FraudCheckStand
from panel_refunds_testkit.tinypanel.fraud_check_case import TinyCheckCase


def test_it_is_asked_and_heard():
    with TinyCheckCase() as case:
        stand = FraudCheckStand(case)
        assert stand.verdict(ORDINARY).answer == "allow"
        stand.live_through(stand.built, "first")
        assert any("no time left" in text for text in stand.built.heard.texts)
        stand.close()
