"""Facts about the country that do not fit together; what is unknown fits everything."""

from __future__ import annotations

import pytest
from tests.default_plugins.contexts import NOW, context

from panel_refunds.ports import PaymentSigns


def test_what_fits_together_is_allowed(build) -> None:
    check = build("fraud_checks", "country_mismatch")
    card = PaymentSigns("d1", "card", {"card_country": "DE"}, facts={"ip_country": "de"})

    assert check.evaluate(context(facts={"country": "DE"}, payments=(card,)), NOW).answer == "allow"


@pytest.mark.parametrize("unknown", ["", " ", "XX", "ZZ", "T1", "A1", "EU", "D", "DEU", "D1", "ß"])
def test_what_is_unknown_disagrees_with_nothing(build, unknown) -> None:
    check = build("fraud_checks", "country_mismatch")

    assert check.evaluate(context(facts={"country": "DE", "ip_country": unknown}), NOW).answer == "abstain"
    assert check.evaluate(context(facts={"country": unknown, "ip_country": "DE"}), NOW).answer == "abstain"


def test_two_facts_that_disagree_are_both_told(build) -> None:
    check = build("fraud_checks", "country_mismatch")
    card = PaymentSigns("d1", "card", {"card_country": "BR", "risk_level": "normal"})
    verdict = check.evaluate(context(facts={"country": "DE", "ip_country": "DE"}, payments=(card,)), NOW)

    assert verdict.answer == "review"
    assert verdict.reasons == (
        "country of the request is DE, and card_country of d1 at card is BR.",
        "ip_country of the request is DE, and card_country of d1 at card is BR.",
    )


def test_a_customer_may_travel_and_have_two_cards(build) -> None:
    check = build("fraud_checks", "country_mismatch")
    cards = tuple(
        PaymentSigns(f"d{number}", "card", {"card_country": country}, facts={"ip_country": country})
        for number, country in enumerate(("DE", "FR"))
    )

    assert check.evaluate(context(payments=cards), NOW).answer == "allow"


def test_the_tenant_says_which_facts_are_compared(build) -> None:
    facts = {"country": "DE", "ip_country": "BR", "phone_country": "US"}
    check = build("fraud_checks", "country_mismatch", compare=("country", "phone_country"), answer="deny")
    verdict = check.evaluate(context(facts=facts), NOW)

    assert verdict.answer == "deny"
    assert verdict.reasons == ("country of the request is DE, and phone_country of the request is US.",)
