"""Above an amount a person decides."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.default_plugins.review_above import ReviewAbove
from panel_refunds.errors import CODES
from panel_refunds.money import SCALE, Money
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, Snapshot

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


def snapshot(*left: int) -> Snapshot:
    version = PolicyVersion("default", date(2025, 1, 1))
    deposits = tuple(
        DepositFacts(
            deposit_id=f"dep_{number}",
            payment=f"pay_{number}",
            gateway="till",
            method="card",
            amount=units,
            credited_at=NOW,
            version=version,
            governed_by=version,
            fee=0,
            lots=(LotFacts(f"lot_{number}", "deposit", units),),
        )
        for number, units in enumerate(left)
    )
    return Snapshot("c1", "USD", NOW, "open", sum(left), 0, 0, deposits)


def test_up_to_the_amount_nothing_is_added_above_it_a_person_is_asked_for(build):
    rule = build("rules", "review_above", amount="100.00")

    assert rule.evaluate(snapshot(), Money(100 * SCALE, "USD")) == ()
    (finding,) = rule.evaluate(snapshot(), Money(100 * SCALE + 1, "USD"))
    assert (finding.effect, finding.code) == ("review", "above_limit")
    assert finding.code in CODES
    assert finding.figures == {"asked": "100.00000001", "limit": "100.00"}
    assert finding.text == "Above 100.00 USD a person decides."


def test_without_an_amount_all_that_is_unspent_counts(build):
    rule = build("rules", "review_above", amount="100.00")

    assert rule.evaluate(snapshot(60 * SCALE, 40 * SCALE), None) == ()
    assert rule.evaluate(snapshot(60 * SCALE, 41 * SCALE), None)[0].figures["asked"] == "101.00"


@given(limit=st.integers(0, 2**62), asked=st.integers(1, 2**62))
def test_a_person_is_asked_for_exactly_above_the_limit(limit, asked):
    findings = ReviewAbove(limit).evaluate(snapshot(), Money(asked, "USD"))

    assert bool(findings) == (asked > limit)
