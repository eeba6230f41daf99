"""Every way in which a refund can go wrong on the wire, and what each means for the money."""

import socket
from datetime import timedelta

import pytest
import stripe

from panel_refunds.ports import Misconfigured, NotExecuted, OutcomeUnknown, Rejected, Rejection
from panel_refunds_stripe.errors import MISCONFIGURED, REJECTIONS, code_of

SECRETIVE = "Charge ch_of_somebody_else of ann@example.com on acct_0815 cannot be refunded."


@pytest.mark.parametrize(("code", "rejection"), REJECTIONS.items())
def test_a_refusal_with_a_code_is_told_by_the_code(peer, gateway, order, code, rejection):
    peer.refuse(404 if code == "resource_missing" else 400, code, SECRETIVE)

    assert gateway.create_refund(order) == Rejected(rejection, f"Stripe refuses the refund ({code}).")


def test_f8_already_refunded_is_never_a_success(peer, gateway, order):
    peer.refuse(400, "charge_already_refunded", "Charge ch_1 has already been refunded.")

    outcome = gateway.create_refund(order)

    assert isinstance(outcome, Rejected)
    assert outcome.code is Rejection.ALREADY_REFUNDED


@pytest.mark.parametrize(
    "message",
    [
        "Refund amount ($15.00) is greater than unrefunded amount on charge ($10.00)",
        "Refund amount (£93.90) is greater than charge amount (£54.45)",
    ],
)
def test_too_much_is_known_without_a_code(peer, gateway, order, message):
    peer.refuse(400, None, message)

    assert gateway.create_refund(order) == Rejected(
        Rejection.OVER_REFUND, "Less than that is left of the payment at Stripe."
    )


@pytest.mark.parametrize(
    ("status", "code"), [(400, "parameter_unknown"), (400, None), (404, "something_new"), (402, "card_declined")]
)
def test_any_other_clear_no_is_an_invalid_request(peer, gateway, order, status, code):
    peer.refuse(status, code, SECRETIVE)

    outcome = gateway.create_refund(order)

    assert isinstance(outcome, Rejected)
    assert outcome.code is Rejection.INVALID_REQUEST


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, None), (403, None), (403, "more_permissions_required"), *((400, code) for code in sorted(MISCONFIGURED))],
)
def test_a_key_that_may_not_is_a_misconfiguration(peer, gateway, order, status, code):
    peer.refuse(status, code, SECRETIVE)

    outcome = gateway.create_refund(order)

    assert isinstance(outcome, Misconfigured)
    assert (code or f"HTTP {status}") in outcome.text


def test_a_payment_of_the_other_mode_is_a_misconfiguration_and_not_a_missing_payment(peer, gateway, order):
    peer.refuse(
        404,
        "resource_missing",
        "No such charge: 'ch_1'; a similar object exists in live mode, but a test mode key was used",
    )

    assert isinstance(gateway.create_refund(order), Misconfigured)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, "rate_limit", "invalid_request_error"),
        (429, "lock_timeout", "invalid_request_error"),
        (400, "rate_limit", "invalid_request_error"),
        (409, "idempotency_key_in_use", "idempotency_error"),
        (409, None, "api_error"),
    ],
)
def test_what_did_not_run_and_may_later_is_not_executed(peer, gateway, order, status, code, kind):
    peer.refuse(status, code, SECRETIVE, kind, retry_after="7")

    outcome = gateway.create_refund(order)

    assert isinstance(outcome, NotExecuted)
    assert outcome.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("header", "wait"), [({}, None), ({"retry_after": "soon"}, None), ({"retry_after": "99999999"}, timedelta(days=1))]
)
def test_a_wait_that_is_absurd_is_none_or_a_day(peer, gateway, order, header, wait):
    peer.refuse(429, "rate_limit", **header)

    assert gateway.create_refund(order).retry_after == wait


def test_slow_down_is_heard_without_a_readable_body(peer, gateway, order, say_reply):
    peer.reply(say_reply(429, b"<html>slow down</html>"))

    assert isinstance(gateway.create_refund(order), NotExecuted)


def test_a_key_used_for_another_request_may_have_run(peer, gateway, order):
    peer.refuse(
        400, None, "Keys for idempotent requests can only be used with the same parameters.", "idempotency_error"
    )

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_error_of_stripes_own_may_have_run(peer, gateway, order, status):
    peer.refuse(status, None, "Something went wrong.", "api_error")

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>maintenance</html>"),
        (200, b""),
        (200, b"{}"),
        (200, b"[]"),
        (200, b"null"),
        (200, b'"ok"'),
        (200, b"\xff\xfe"),
        (200, b'{"object": "charge", "id": "ch_1"}'),
        (200, b'{"object": "refund"}'),
        (200, b"[" * 100_000),
        (204, b""),
        (400, b"<html>bad gateway</html>"),
        (401, b"who are you?"),
        (403, b"<html>blocked</html>"),
        (409, b"conflict"),
        (404, b'{"error": "not_found"}'),
        (404, b"{}"),
        (502, b"<html>bad gateway</html>"),
    ],
)
def test_an_answer_that_is_not_stripes_says_nothing(peer, gateway, order, say_reply, status, body):
    peer.reply(say_reply(status, body))

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)


def test_a_redirect_is_not_followed(peer, gateway, order, say_reply):
    peer.reply(say_reply(302, b"", {"location": peer.url + "/elsewhere"}))

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)
    assert len(peer.asked) == 1


@pytest.mark.parametrize("how", ["cut", "reset"])
def test_f6_a_connection_that_breaks_may_have_carried_it(peer, gateway, order, say_reply, a_refund, how):
    import json

    peer.reply(say_reply(200, json.dumps(a_refund()).encode(), how=how))

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)
    assert len(peer.asked) == 1


def test_silence_may_have_run(peer, build, order, say_reply):
    peer.reply(say_reply(how="silent"))

    assert isinstance(build(peer.url, timeout=1).create_refund(order), OutcomeUnknown)


def test_a_refused_connection_carried_nothing(build, order):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        outcome = build(f"http://127.0.0.1:{taken.getsockname()[1]}").create_refund(order)

    assert outcome == NotExecuted(text="There was no connection to Stripe; nothing was sent.")


def test_a_name_that_does_not_resolve_carried_nothing(build, order):
    assert isinstance(build("http://stripe.invalid").create_refund(order), NotExecuted)


def test_nothing_of_stripes_own_words_goes_on(peer, gateway, order, log):
    for status, code in [
        (400, "charge_disputed"),
        (400, None),
        (401, None),
        (403, None),
        (404, "resource_missing"),
        (429, None),
        (409, None),
        (500, None),
        (400, "ann@example.com acct_0815"),
    ]:
        peer.refuse(status, code, SECRETIVE)
        outcome = gateway.create_refund(order)
        assert not any(word in f"{outcome} {log.lines}" for word in ("ann@", "acct_0815", "ch_of_somebody_else"))


def test_a_code_that_is_no_code_is_none():
    error = stripe.InvalidRequestError("m", None, http_status=400, json_body={"error": {"code": "not a code"}})

    assert code_of(error) is None
    assert code_of(stripe.APIError("m", http_status=500)) is None
