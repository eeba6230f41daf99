"""An object in a process of its own: it answers as one beside us would, and when it dies only its calls fail."""

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from structlog.testing import capture_logs
from tests.plugins.apart.conftest import NOW

from panel_refunds.money import Money
from panel_refunds.plugins.apart.kept_apart import LONGEST_WAIT_SECONDS, ObjectApart, Restarts, keeper_of
from panel_refunds.plugins.apart.process import ProcessEndedError
from panel_refunds.plugins.apart.said import RaisedApartError
from panel_refunds.plugins.apart.values import Stranger
from panel_refunds.plugins.deadline import NotStartedError, Patience, TimedOutError
from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import (
    DisputeFacts,
    FindsAttempts,
    GatewayEvent,
    GatewayRefund,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    WatchesPayments,
    WebhookRefusedError,
)

ORDER = RefundOrder("att_1", "key-0000000001", "pay_1", "card", Money(500, "USD"))
WATCHES = """
    def get_dispute(self, ref):
        return DisputeFacts(ref, ("pay_1",), "open", Money(5, "USD"))
    def find_warnings(self, payment):
        raise LookupError("none of " + payment)
"""


def test_it_answers_as_one_beside_us_would(build):
    gateway = build(WATCHES)

    assert missing_methods("gateways", gateway) == ()
    assert isinstance(gateway, WatchesPayments)
    assert gateway.get_payment("pay_1") == PaymentFacts("pay_1", Money(500, "USD"), True, Money(0, "USD"), paid_at=NOW)
    assert gateway.create_refund(ORDER) == Rejected(Rejection.DISPUTED, "pay_1")
    found = (GatewayRefund("re_1", RefundStatus.PENDING, Money(5, "USD")),)
    assert gateway.find_refunds("pay_1") == RefundsFound(found, True, NOW)
    assert gateway.list_changes(NOW, "c") == ((), "c")
    assert gateway.get_dispute("du_1") == DisputeFacts("du_1", ("pay_1",), "open", Money(5, "USD"))
    with pytest.raises(LookupError, match="none of pay_1"):
        gateway.find_warnings("pay_1")


NAMES = """
    def find_attempt(self, order):
        return None if order.key == "nobody" else GatewayRefund(order.key, RefundStatus.PENDING, order.amount)
"""


def test_an_attempt_is_found_by_its_name_apart_too(build):
    gateway = build(NAMES)

    assert isinstance(gateway, FindsAttempts)
    assert gateway.find_attempt(ORDER) == GatewayRefund(ORDER.key, RefundStatus.PENDING, ORDER.amount)
    assert gateway.find_attempt(replace(ORDER, key="nobody")) is None
    assert not isinstance(build(), FindsAttempts)


def test_a_gateway_without_disputes_has_none_apart_either(build):
    assert not isinstance(build(), WatchesPayments)


def test_a_webhook_is_read_with_the_headers_as_they_came(build):
    gateway = build()

    assert gateway.parse_webhook(b"evt_1", Headers({"x-signature": "good"})) == (
        GatewayEvent("evt_1", "refund", "re_1"),
    )
    with pytest.raises(WebhookRefusedError) as refused:
        gateway.parse_webhook(b"evt_1", {})
    assert refused.value.reason == "signature"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("1 // 0", "ZeroDivisionError"),
        ("sys.exit(3)", "SystemExit: 3"),
        ("(lambda f: f(f))(lambda f: f(f))", "RecursionError"),
        ("[].append(bytearray(2 << 30))", "MemoryError"),
        ("'x' * (5 << 20)", "too large"),
    ],
)
def test_what_goes_wrong_over_there_is_raised_here_and_the_next_call_works(build, code, error):
    gateway = build(code=code)

    with pytest.raises(RaisedApartError, match=error):
        gateway.get_refund("re_1")
    assert gateway.create_refund(ORDER) == Rejected(Rejection.DISPUTED, "pay_1")


def test_rubbish_comes_as_rubbish(build):
    assert build(code="object()").get_refund("re_1") == Stranger("object")


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("os._exit(3)", "exit code 3"),
        ("os.kill(os.getpid(), 9)", "signal 9"),
        ("os.write(int(sys.argv[1]), b'x' * 9)", "it sent too much"),
        ("os.write(int(sys.argv[1]), bytes([0, 0, 0, 2]) + b'no')", "cannot be read"),
    ],
)
def test_a_process_that_ends_or_talks_nonsense_fails_the_call_and_is_started_anew(build, code, how):
    gateway = build(code=code)
    first = keeper_of(gateway).process.pid

    with pytest.raises(ProcessEndedError, match=how):
        gateway.get_refund("re_1")
    assert gateway.create_refund(ORDER) == Rejected(Rejection.DISPUTED, "pay_1")
    assert keeper_of(gateway).process.pid != first


def test_two_calls_at_once_do_not_wait_for_each_other(build):
    gateway = build(
        "    met = threading.Barrier(2)\n    def available_float(self, currency):\n"
        "        self.met.wait(60)\n        return Money(int(currency), 'USD')\n"
    )
    answers = {}

    def ask(number):
        answers[number] = gateway.available_float(str(number))

    threads = [threading.Thread(target=ask, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert answers == {1: Money(1, "USD"), 2: Money(2, "USD")}


@pytest.mark.parametrize("hang", ["threading.Event().wait()", "re.match('(a+)+$', 'a' * 60 + 'b')"])
def test_a_call_that_hangs_is_killed_when_its_time_is_over_also_one_that_lets_no_thread_run(build, hang):
    gateway, patience = build(code=hang), Patience()
    patience.when_late("gateways.till", keeper_of(gateway).give_up)
    process = keeper_of(gateway).process

    with pytest.raises(TimedOutError):
        patience.start("gateways.till", lambda: gateway.get_refund("re_1")).wait(0.5)
    process._child.wait(60)

    assert gateway.create_refund(ORDER) == Rejected(Rejection.DISPUTED, "pay_1")


def test_one_that_ends_again_and_again_is_held_back_and_surely_does_nothing_meanwhile(build):
    gateway = build(code="os._exit(3)")
    for _ in range(2):
        with pytest.raises(ProcessEndedError):
            gateway.get_refund("re_1")

    with pytest.raises(NotStartedError, match="ended 2 times in a row"):
        gateway.create_refund(ORDER)
    keeper_of(gateway).restarts.not_before = 0
    assert gateway.create_refund(ORDER) == Rejected(Rejection.DISPUTED, "pay_1")


def test_waiting_doubles_up_to_a_minute_and_a_healthy_while_forgives():
    seconds = [1000.0]
    restarts = Restarts(lambda: seconds[0])
    waits = []
    for _ in range(9):
        restarts.note_start()
        restarts.note_end()
        waits.append(restarts.seconds_left())

    assert waits == [0, 1, 2, 4, 8, 16, 32, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]

    restarts.note_start()
    seconds[0] += 61
    restarts.note_end()
    assert restarts.seconds_left() == 0


def test_it_knows_nothing_of_our_environment_our_files_and_our_output(build, monkeypatch, capfd):
    monkeypatch.setenv("SOMEBODYS_SECRET", "hunter2")
    gateway = build(code="os.environ.update(X='1') or os.write(1, b'raw') and Rejected('x', repr(dict(os.environ)))")

    said = gateway.get_refund("re_1").text

    assert "hunter2" not in said
    assert "SOMEBODYS_SECRET" not in said
    assert "X" not in os.environ
    open_files = Path(f"/proc/{keeper_of(gateway).process.pid}/fd").iterdir()
    assert len([*open_files]) == 5, "three that lead nowhere, the line and the life line"
    assert capfd.readouterr().out == ""


def test_log_lines_travel_to_the_log_of_the_object(build):
    with capture_logs() as lines:
        gateway = build(code="print('hello') or self.around.log.bind(a=1).warning('careful', b=None)")
        gateway.get_refund("re_1")

    assert {"event": "plugin_printed", "text": "hello", "log_level": "info"}.items() <= lines[0].items()
    assert {"event": "careful", "a": 1, "b": None, "log_level": "warning", "tenant": "shop"}.items() <= lines[1].items()


def test_what_is_closed_is_gone(build):
    gateway = build()
    pid = keeper_of(gateway).process.pid

    keeper_of(gateway).close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
    with pytest.raises(NotStartedError, match="closed"):
        gateway.create_refund(ORDER)


def test_only_real_names_become_methods(build):
    apart = ObjectApart(keeper_of(build()), ("get_payment", "_keeper", "__class__", "not a name"))

    assert [name for name in vars(apart) if name != "_keeper"] == ["get_payment"]
    assert keeper_of(object()) is None
