"""The scripted gateway says what it is told, and its books of what ran are right whatever it says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.money import SCALE, Money
from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    OutcomeUnknown,
    RefundOrder,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds.testing.scripted_gateway import ScriptedGateway

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


def usd(amount: int) -> Money:
    return Money(amount * SCALE, "USD")


TWENTY = usd(20)


def order(number: int = 1, amount: Money = TWENTY, payment: str = "pay_1") -> RefundOrder:
    return RefundOrder(f"att_{number}", f"key-{number:08d}", payment, "card", amount)


@pytest.fixture
def gateway() -> ScriptedGateway:
    gateway = ScriptedGateway(now=lambda: NOW)
    gateway.take_payment("pay_1", usd(50), fee=Money(175 * SCALE // 100, "USD"), display="Visa •••• 4242")
    return gateway


def test_it_keeps_the_promise_of_a_gateway_and_may_send_by_itself(gateway):
    assert missing_methods("gateways", gateway) == ()
    assert gateway.capabilities("card").automatic


def test_a_payment_is_known_once_taken_with_what_was_refunded_of_it(gateway):
    gateway.create_refund(order())

    facts = gateway.get_payment("pay_1")

    assert (facts.amount, facts.refunded, facts.fee) == (usd(50), usd(20), Money(175 * SCALE // 100, "USD"))
    with pytest.raises(LookupError):
        gateway.get_payment("pay_2")
    with pytest.raises(ValueError, match="taken already"):
        gateway.take_payment("pay_1", usd(1))


def test_a_fee_and_a_dispute_become_known_later(gateway):
    gateway.take_payment("pay_2", usd(10))
    assert gateway.get_payment("pay_2").fee is None

    gateway.tell_fee("pay_2", usd(1))
    gateway.tell_dispute("pay_2", "open")

    assert (gateway.get_payment("pay_2").fee, gateway.get_payment("pay_2").dispute) == (usd(1), "open")


def test_where_nothing_is_scripted_it_succeeds(gateway):
    outcome = gateway.create_refund(order())

    assert (outcome.status, outcome.amount, outcome.attempt_id) == (RefundStatus.SUCCEEDED, usd(20), "att_1")
    assert gateway.get_refund(outcome.ref) == outcome
    assert gateway.find_refunds("pay_1").refunds == (outcome,)
    assert gateway.executed("pay_1") == (outcome,)


@pytest.mark.parametrize("word", [status.value for status in RefundStatus])
def test_a_scripted_status_is_the_answer_and_what_lookups_say(gateway, word):
    gateway.script(word)

    outcome = gateway.create_refund(order())

    assert outcome.status == word
    assert gateway.get_refund(outcome.ref).status == word
    assert gateway.paid_back("pay_1") == (usd(0) if word in ("failed", "canceled") else usd(20))


def test_the_script_is_a_queue_and_ends_in_success(gateway):
    gateway.script("pending")
    gateway.script("failed")

    outcomes = [gateway.create_refund(order(number, usd(1))).status for number in range(3)]

    assert outcomes == ["pending", "failed", "succeeded"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("rejected:account_closed", Rejected(Rejection.ACCOUNT_CLOSED, "scripted")),
        ("not_executed", NotExecuted(timedelta(minutes=1), "scripted: try again later")),
        ("misconfigured", Misconfigured("scripted: the key is not accepted")),
    ],
)
def test_what_did_not_run_leaves_nothing_and_the_key_can_be_sent_again(gateway, word, outcome):
    gateway.script(word)

    assert gateway.create_refund(order()) == outcome
    assert (gateway.executed("pay_1"), gateway.find_refunds("pay_1").complete) == ((), True)
    assert isinstance(gateway.create_refund(order()), GatewayRefund)


@pytest.mark.parametrize("word", ["perhaps", "rejected:because", "rejected"])
def test_what_no_gateway_can_say_is_refused(gateway, word):
    with pytest.raises(ValueError, match=r"nothing a gateway can say|not a valid Rejection"):
        gateway.script(word)


def test_the_same_key_is_the_same_refund(gateway):
    first, second = gateway.create_refund(order()), gateway.create_refund(order())

    assert first == second
    assert gateway.paid_back("pay_1") == usd(20)
    assert gateway.asked == (order(), order())


def test_a_key_used_for_another_refund_is_rejected(gateway):
    gateway.create_refund(order())

    outcome = gateway.create_refund(order(amount=usd(5)))

    assert outcome.code is Rejection.INVALID_REQUEST
    assert gateway.paid_back("pay_1") == usd(20)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (order(payment="pay_9"), Rejection.PAYMENT_NOT_FOUND),
        (order(amount=Money(SCALE, "EUR")), Rejection.CURRENCY_MISMATCH),
        (order(amount=usd(0)), Rejection.INVALID_REQUEST),
        (order(amount=usd(51)), Rejection.OVER_REFUND),
    ],
)
def test_what_a_real_gateway_would_not_do_is_rejected_and_uses_up_no_script(gateway, asked, code):
    gateway.script("pending")

    assert gateway.create_refund(asked).code is code
    assert gateway.create_refund(order()).status is RefundStatus.PENDING


def test_a_disputed_or_empty_payment_is_rejected(gateway):
    gateway.create_refund(order(1, usd(50)))
    assert gateway.create_refund(order(2, usd(1))).code is Rejection.ALREADY_REFUNDED

    gateway.tell_dispute("pay_1", "open")
    assert gateway.create_refund(order(3, usd(1))).code is Rejection.DISPUTED


def test_a_refund_that_failed_frees_its_amount(gateway):
    gateway.script("failed")
    gateway.create_refund(order(1, usd(50)))

    assert gateway.create_refund(order(2, usd(50))).status is RefundStatus.SUCCEEDED


def test_a_refund_can_fail_later_by_attempt_id_or_by_ref(gateway):
    gateway.script("pending")
    refund = gateway.create_refund(order())

    gateway.later("att_1", "succeeded")
    assert gateway.get_refund(refund.ref).status is RefundStatus.SUCCEEDED
    gateway.later(refund.ref, "failed")
    assert gateway.find_refunds("pay_1").refunds[0].status is RefundStatus.FAILED
    assert gateway.paid_back("pay_1") == usd(0)
    with pytest.raises(LookupError):
        gateway.later("att_9", "failed")


@pytest.mark.parametrize("ran", [True, False])
def test_while_unknown_lookups_prove_nothing_and_the_books_know_what_ran(gateway, ran):
    gateway.script("unknown", ran=ran)

    assert isinstance(gateway.create_refund(order()), OutcomeUnknown)
    assert isinstance(gateway.create_refund(order()), OutcomeUnknown)
    found = gateway.find_refunds("pay_1")
    assert (found.refunds, found.complete, found.as_of) == ((), False, NOW)
    assert gateway.paid_back("pay_1") == (usd(20) if ran else usd(0))
    with pytest.raises(ConnectionError):
        gateway.get_refund("refund_1")


def test_an_unknown_refund_turns_out_to_have_run(gateway):
    gateway.script("unknown")
    gateway.create_refund(order())

    gateway.later("att_1", "succeeded")

    found = gateway.find_refunds("pay_1")
    assert (found.complete, found.refunds[0].attempt_id) == (True, "att_1")
    assert gateway.create_refund(order()) == found.refunds[0]


def test_an_unknown_refund_turns_out_never_to_have_run_and_is_sent_again(gateway):
    gateway.script("unknown", ran=False)
    gateway.create_refund(order())

    gateway.later("att_1", "not_executed")

    assert (gateway.find_refunds("pay_1").refunds, gateway.find_refunds("pay_1").complete) == ((), True)
    with pytest.raises(LookupError):
        gateway.get_refund("refund_1")
    again = gateway.create_refund(order())
    assert again.status is RefundStatus.SUCCEEDED
    other = gateway.create_refund(order(2, usd(1)))
    assert again.ref != other.ref
    assert gateway.paid_back("pay_1") == usd(21)


def test_an_unknown_refund_turns_out_rejected(gateway):
    gateway.script("unknown", ran=False)
    gateway.create_refund(order())

    gateway.later("att_1", "rejected:account_closed")

    assert gateway.find_refunds("pay_1").complete
    assert gateway.create_refund(order()) == Rejected(Rejection.ACCOUNT_CLOSED, "scripted")
    assert gateway.executed("pay_1") == ()


def test_a_pending_refund_that_is_rejected_later_has_failed_with_that_code(gateway):
    gateway.script("pending")
    refund = gateway.create_refund(order())

    gateway.later("att_1", "rejected:account_closed")

    assert gateway.get_refund(refund.ref).status is RefundStatus.FAILED
    assert gateway.get_refund(refund.ref).failure == "account_closed"


@pytest.mark.parametrize("word", ["not_executed", "misconfigured"])
def test_what_ran_cannot_turn_out_not_to_have_run(gateway, word):
    gateway.create_refund(order())

    with pytest.raises(ValueError, match=r"the refund 'att_1' ran|said of a sending"):
        gateway.later("att_1", word)


def test_a_known_refund_can_become_unknown(gateway):
    gateway.script("pending")
    gateway.create_refund(order())

    gateway.later("att_1", "unknown")

    assert not gateway.find_refunds("pay_1").complete
    assert gateway.paid_back("pay_1") == usd(20)


def test_a_refund_made_outside_is_found_and_has_no_attempt(gateway):
    outside = gateway.refund_outside("pay_1", usd(40))

    assert outside.attempt_id is None
    assert gateway.get_refund(outside.ref) == outside
    assert gateway.find_refunds("pay_1").refunds == (outside,)
    assert gateway.create_refund(order()).code is Rejection.OVER_REFUND


def test_the_float_is_what_it_was_told(gateway):
    gateway.tell_float(usd(7))

    assert (gateway.available_float("USD"), gateway.available_float("EUR")) == (usd(7), None)


def test_it_has_no_events(gateway):
    assert gateway.parse_webhook(b"{}", {}) == ()
    assert gateway.list_changes(NOW, None) == ((), None)


def test_many_threads_with_one_key_make_one_refund_and_with_many_keys_never_more_than_the_payment(gateway):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: gateway.create_refund(order(0, usd(20))), range(50)))
        list(pool.map(lambda number: gateway.create_refund(order(number, usd(7))), range(1, 50)))

    assert len(gateway.executed("pay_1")) == 5
    assert gateway.paid_back("pay_1") == usd(48)


WORDS = [
    "pending",
    "succeeded",
    "failed",
    "canceled",
    "unknown",
    "not_executed",
    "rejected:account_closed",
    "misconfigured",
]


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("send"), st.integers(1, 4), st.sampled_from(WORDS), st.booleans()),
            st.tuples(st.just("later"), st.integers(1, 4), st.sampled_from(WORDS[:6]), st.booleans()),
        ),
        max_size=25,
    )
)
def test_whatever_is_scripted_one_key_runs_once_and_a_sending_never_overdraws(steps):
    gateway = ScriptedGateway(now=lambda: NOW)
    gateway.take_payment("pay_1", usd(50))
    for step, number, word, ran in steps:
        if step == "send":
            gateway.script(word, ran=ran)
            before = gateway.paid_back("pay_1")
            gateway.create_refund(order(number, usd(20)))
            assert gateway.paid_back("pay_1") in (before, before + usd(20))
            assert gateway.paid_back("pay_1") <= max(before, usd(50))
        elif any(asked.attempt_id == f"att_{number}" for asked in gateway.asked):
            try:
                gateway.later(f"att_{number}", word)
            except (LookupError, ValueError):
                continue
    attempts = [refund.attempt_id for refund in gateway.executed("pay_1")]
    assert len(attempts) == len(set(attempts))
