"""Whatever the facts and whatever plugins say: nothing goes beyond what is asked, unspent and allowed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import DEFAULT, day, decided, deposit, returned, snapshot, version

from panel_refunds.errors import CODES
from panel_refunds.money import format_units, minor_unit
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot

CAP = version(tickets__over_ask="cap")
DECLINE = version(tickets__over_ask="decline")


@st.composite
def wallets(draw) -> Snapshot:
    """A wallet in any state the books can be in."""
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))
    step = minor_unit(currency)
    policy = version(
        deposits__processor_fee=draw(st.sampled_from(["whole_once", "by_share", "house_pays"])),
        deposits__refundable=draw(st.sampled_from(["right", "right", "discretion", "never"])),
        order_refunds__withdrawable=draw(st.sampled_from(["as_deposit", "never"])),
    )
    deposits = []
    for number in range(draw(st.integers(0, 3))):
        amount = draw(st.integers(1, 10**4)) * step
        own, back = draw(st.integers(0, amount)), draw(st.integers(0, amount))
        one = deposit(
            f"d{number}",
            policy=policy,
            at=number,
            returned=[returned("0", lot_id=f"r{number}")],
            dispute=draw(st.sampled_from(["none", "none", "inquiry", "open", "won", "lost"])),
            open_request=draw(st.sampled_from([None, None, "rr_9"])),
            original_guaranteed=draw(st.sampled_from([True, True, False])),
        )
        lots = (replace(one.lots[0], left=own), replace(one.lots[1], left=back))
        fee = draw(st.none() | st.integers(0, amount // step).map(lambda minor, step=step: minor * step))
        deposits.append(replace(one, amount=amount, fee=fee, lots=lots))
    return snapshot(
        *deposits,
        currency=currency,
        at=draw(st.integers(0, 30)),
        bonus=draw(st.sampled_from(["0", "5"])),
        account=draw(st.sampled_from(["open", "open", "open", "closed", "suspended", "terminated", "forfeited"])),
    )


FINDINGS = st.lists(
    st.builds(
        Finding,
        st.just("check:velocity"),
        st.sampled_from(["allow", "review", "deny", "cap"]),
        st.just("above_limit"),
        st.just("6.2"),
        st.just("A check said so."),
        st.sampled_from([None, "d0", "d1"]),
        st.integers(-(10**8), 10**12),
    ),
    max_size=2,
)


def check_decision(decision: Decision, facts: Snapshot) -> None:
    left = {one.deposit_id: one for one in facts.deposits}
    for refund in decision.refunds:
        one = left[refund.deposit_id]
        assert 0 < refund.gross <= one.left
        assert one.dispute not in ("open", "lost")
        assert not one.open_request
        assert one.original_guaranteed
        assert refund.gross % minor_unit(facts.currency) == 0
        assert refund.net is None or 0 < refund.net <= refund.gross
    if decision.recommend in ("ask", "decline"):
        assert decision.refunds == ()
        assert decision.reasons
    if decision.recommend in ("approve", "offer"):
        assert decision.net is not None
        assert decision.net > 0
    if facts.account in ("terminated", "forfeited", "suspended"):
        assert decision.recommend == "decline"
    reasons = [finding for finding in decision.findings if finding.is_reason]
    assert all(finding.code in CODES for finding in reasons)
    assert all(finding.text.endswith(".") for finding in decision.findings)


@given(wallets(), st.integers(1, 10**5), FINDINGS, st.sampled_from([DEFAULT, CAP, DECLINE]))
def test_whatever_the_facts_nothing_goes_beyond_what_is_asked_unspent_and_allowed(facts, minor, findings, policy):
    amount = minor * minor_unit(facts.currency)

    decision = decided(facts, format_units(amount), policy=policy, said=findings)

    check_decision(decision, facts)
    assert decision.gross <= amount
    if decision.recommend == "approve" and policy is not CAP:
        assert decision.gross == amount
    caps = [finding.cap for finding in findings if finding.effect == "cap" and finding.about is None]
    assert not decision.refunds or decision.gross <= min([amount, *caps])


@given(wallets(), FINDINGS)
def test_a_request_for_everything_is_never_an_offer(facts, findings):
    decision = decided(facts, "all", said=findings)

    check_decision(decision, facts)
    assert decision.recommend in ("approve", "wait", "decline")


@given(wallets(), st.integers(0, 20))
def test_a_later_request_never_gets_more(facts, days):
    earlier = decided(facts, "all")
    later = decided(facts, "all", submitted=(facts.at - day(0)).days + days)

    assert later.gross <= earlier.gross
