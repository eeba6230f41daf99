"""A failure is counted always and told once an hour, without secrets and without the customer."""

from datetime import UTC, datetime, timedelta

from panel_refunds.money import Money
from panel_refunds.plugins.failures import Failures, ObjectFailed
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import RefundOrder

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


def watched():
    redact, clock, told = Redactor(), Clock(), []
    redact.hide("hunter2")
    failures = Failures(clock, redact)
    failures.own("gateways.till", "acme")
    failures.tell = told.append
    return failures, clock, told


def test_the_first_is_told_and_then_one_an_hour_with_the_count():
    failures, clock, told = watched()
    for _ in range(1000):
        failures.note("gateways.till", "get_payment", "TimedOutError: late")
    failures.note("rules.house", "evaluate", "ValueError: x")
    clock.now += timedelta(hours=1)
    failures.note("gateways.till", "create_refund", "ValueError: y")

    assert told == [
        ObjectFailed("acme", "gateways.till", "get_payment", "TimedOutError: late", 1, NOW, NOW),
        ObjectFailed("", "rules.house", "evaluate", "ValueError: x", 1, NOW, NOW),
        ObjectFailed("acme", "gateways.till", "create_refund", "ValueError: y", 1001, NOW, clock.now),
    ]
    assert [failed.thing for failed in failures.seen()] == ["gateways.till", "rules.house"]
    assert failures.plugins() == {"gateways.till": "acme"}


def test_what_could_not_be_told_is_told_with_the_next():
    failures, _, told = watched()
    failures.note("gateways.till", "get_payment", "first")
    failures.forget_told("gateways.till")
    failures.note("gateways.till", "get_payment", "second")

    assert [failed.count for failed in told] == [1, 2]


def test_an_old_failure_is_none_of_lately():
    failures, clock, _ = watched()
    failures.note("gateways.till", "get_payment", "x")

    assert len(failures.seen_lately()) == 1
    clock.now += timedelta(hours=1)
    assert failures.seen_lately() == ()
    assert len(failures.seen()) == 1


def test_secrets_and_what_the_call_was_about_are_left_out():
    failures, _, told = watched()
    order = RefundOrder("att_1234", "key-0000000001", "pay_9876", "card", Money(5, "USD"), "for Anna Bell")
    words = "hunter2 and ann@mail.example asked for pay_9876 (key-0000000001, for Anna Bell), headers {'a': 'sig-5'}"

    failures.note("gateways.till", "create_refund", words + "x" * 5000, ((order,), {"headers": {"a": "sig-5"}}))

    assert told[0].what.startswith("[secret] and [e-mail] asked for […] ([…], […]), headers {'a': '[…]'}")
    assert len(told[0].what) == 300
