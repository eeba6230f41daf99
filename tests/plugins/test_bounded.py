"""What the core calls: in time or not at all, and never a secret in what comes out."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from panel_refunds.money import SCALE, Money
from panel_refunds.plugins.bounded import BoundedGateway, BoundedNotifier, BoundedProvider, Caller, PluginCallError
from panel_refunds.plugins.deadline import Patience, TimedOutError
from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import (
    DisputeFacts,
    GatewayRefund,
    Message,
    MisconfiguredError,
    NotExecuted,
    NotNowError,
    OrderHint,
    RefundOrder,
    UndeliverableError,
    WebhookRefusedError,
)
from panel_refunds.ports.said import Said
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.testing.scripted_provider import ScriptedProvider

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
ORDER = RefundOrder("att_1", "key-0000000001", "pay_1", "card", Money(5 * SCALE, "USD"))
MESSAGE = Message("paid", "shop", "c1", "rr_1", "Your money is on its way.")


def caller(deadline: timedelta = timedelta(minutes=1), most_hanging: int = 1) -> Caller:
    redact = Redactor()
    redact.hide("hunter2")
    return Caller("things.main", Patience(most_hanging), redact, deadline)


class Hangs:
    def __init__(self):
        self.release = threading.Event()

    def create_refund(self, order):
        self.release.wait()

    def deliver(self, message, idempotency_key):
        self.release.wait()


def test_a_bounded_gateway_says_what_the_gateway_says():
    inner = ScriptedGateway(now=lambda: NOW)
    inner.take_payment("pay_1", Money(50 * SCALE, "USD"))
    inner.tell_float(Money(7 * SCALE, "USD"))
    gateway = BoundedGateway(inner, caller())

    refund = gateway.create_refund(ORDER)

    assert missing_methods("gateways", gateway) == ()
    assert isinstance(refund, GatewayRefund)
    assert gateway.get_refund(refund.ref) == refund
    assert gateway.get_payment("pay_1") == inner.get_payment("pay_1")
    assert gateway.find_refunds("pay_1") == inner.find_refunds("pay_1")
    assert gateway.capabilities("card") == inner.capabilities("card")
    assert gateway.available_float("USD") == Money(7 * SCALE, "USD")
    assert gateway.list_changes(NOW, None) == ((), None)
    assert gateway.parse_webhook(b"", {}) == ()


def test_an_attempt_is_found_by_its_name_where_the_gateway_can_be_asked_that():
    class Named(ScriptedGateway):
        def find_attempt(self, order):
            return None if order is ORDER else "nonsense"

    gateway = BoundedGateway(Named(now=lambda: NOW), caller())

    assert gateway.find_attempt(ORDER) is None
    with pytest.raises(PluginCallError):
        gateway.find_attempt(RefundOrder("att_2", "key-0000000002", "pay_1", "card", Money(5 * SCALE, "USD")))
    with pytest.raises(LookupError, match="does not look refunds up"):
        BoundedGateway(ScriptedGateway(now=lambda: NOW), caller()).find_attempt(ORDER)


def test_a_bounded_provider_says_what_the_provider_says():
    inner = ScriptedProvider(str.lower)
    inner.set_order("1", "Partial", 157)
    provider = BoundedProvider(inner, caller())

    assert missing_methods("order_providers", provider) == ()
    assert provider.get_orders(["1"]) == inner.get_orders(["1"])
    assert provider.request_cancel("1").outcome == "accepted"
    assert provider.refill_status(provider.request_refill("1").ref).status == "pending"
    assert (inner.cancels, inner.refills) == (("1",), ("1",))
    assert provider.capabilities() == inner.capabilities()
    assert provider.balance() == inner.balance()
    assert provider.read_status("Partial") == "partial"
    assert provider.read_placement(b"", 200) == inner.read_placement(b"", 200)
    reading = {"action": "add", "asked": (), "http_status": 200}
    assert provider.read_reply(b"", **reading) == inner.read_reply(b"", **reading)


def test_a_call_that_hangs_is_left_behind():
    hangs = Hangs()

    with pytest.raises(TimedOutError):
        BoundedNotifier(hangs, caller(timedelta(milliseconds=1))).deliver(MESSAGE, "out_1")

    hangs.release.set()


def test_a_refund_that_was_never_started_did_not_run_but_one_that_is_late_may_have():
    hangs = Hangs()
    gateway = BoundedGateway(hangs, caller(timedelta(milliseconds=1)))

    with pytest.raises(TimedOutError):
        gateway.create_refund(ORDER)
    assert isinstance(gateway.create_refund(ORDER), NotExecuted)

    hangs.release.set()


def test_an_exception_comes_out_without_its_secrets():
    class Raises:
        def deliver(self, message, idempotency_key):
            raise RuntimeError("login as hunter2 refused")

    with pytest.raises(
        PluginCallError, match=r"things\.main, deliver: RuntimeError: login as \[secret\] refused"
    ) as raised:
        BoundedNotifier(Raises(), caller()).deliver(MESSAGE, "out_1")
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.parametrize("says", [UndeliverableError("no such mailbox"), NotNowError(timedelta(minutes=5))])
def test_what_a_notifier_says_of_further_tries_comes_through(says):
    class Says:
        def deliver(self, message, idempotency_key):
            raise says

    with pytest.raises(type(says)) as raised:
        BoundedNotifier(Says(), caller()).deliver(MESSAGE, "out_1")
    assert raised.value is says


def test_what_a_notifier_returns_is_nobodys():
    class Answers:
        def deliver(self, message, idempotency_key):
            return True

    BoundedNotifier(Answers(), caller()).deliver(MESSAGE, "out_1")


def test_an_unknown_payment_stays_a_lookup_error():
    with pytest.raises(LookupError, match=r"things\.main, get_payment: .*there is no payment 'pay_1' here"):
        BoundedGateway(ScriptedGateway(now=lambda: NOW), caller()).get_payment("pay_1")


def test_a_misconfiguration_stays_one_without_its_secrets():
    class Revoked:
        def get_payment(self, ref):
            raise MisconfiguredError("the key hunter2 was revoked")

    with pytest.raises(MisconfiguredError, match=r"things\.main, get_payment: the key \[secret\] was revoked"):
        BoundedGateway(Revoked(), caller()).get_payment("pay_1")


def test_an_answer_that_cannot_be_read_names_the_method_and_the_field():
    class Reads:
        def find_refunds(self, payment):
            return Said({"refunds": {}}).listed("refunds")

    told = r"things\.main, find_refunds: UnreadableError: refunds is no list"
    with pytest.raises(PluginCallError, match=told):
        BoundedGateway(Reads(), caller()).find_refunds("pay_1")


def test_disputes_and_warnings_are_asked_of_a_gateway_that_has_them():
    dispute = DisputeFacts("du_1", ("ch_1",), "open", Money(5 * SCALE, "USD"))

    class Watches:
        def get_dispute(self, ref):
            return dispute

        def find_warnings(self, payment):
            return ()

    gateway = BoundedGateway(Watches(), caller())

    assert gateway.get_dispute("du_1") == dispute
    assert gateway.find_warnings("ch_1") == ()
    with pytest.raises(LookupError, match=r"things\.main: this gateway reports neither"):
        BoundedGateway(ScriptedGateway(now=lambda: NOW), caller()).get_dispute("du_1")


def test_webhooks_are_read_by_a_provider_that_has_them_and_in_time():
    class Pushes(Hangs):
        def parse_webhook(self, raw, headers):
            if raw == b"late":
                self.release.wait()
            if raw == b"forged":
                raise WebhookRefusedError("signature", "not signed with hunter2")
            return [OrderHint("evt_1", (raw,) if raw == b"bytes" else ("7",))]

    pushes = Pushes()
    provider = BoundedProvider(pushes, caller(deadline=timedelta(milliseconds=50)))

    assert provider.parse_webhook(b"{}", {}) == [OrderHint("evt_1", ("7",))]
    with pytest.raises(WebhookRefusedError, match=r"things\.main, parse_webhook: not signed with \[secret\]"):
        provider.parse_webhook(b"forged", {})
    with pytest.raises(PluginCallError, match="refs"):
        provider.parse_webhook(b"bytes", {})
    with pytest.raises(TimedOutError):
        provider.parse_webhook(b"late", {})
    pushes.release.set()
    with pytest.raises(LookupError, match=r"things\.main: this order provider has no webhooks"):
        BoundedProvider(ScriptedProvider(str), caller()).parse_webhook(b"{}", {})


def test_reading_has_a_deadline_too_and_so_has_the_check_of_an_answer():
    class Endless(dict):
        def items(self):
            hangs.release.wait()
            return ()

    class Adapter:
        def capabilities(self, method):
            hangs.release.wait()

        def get_payment(self, ref):
            return Endless()

    hangs = Hangs()
    soon = Caller("things.main", Patience(), Redactor(), timedelta(milliseconds=1), timedelta(milliseconds=1))
    gateway = BoundedGateway(Adapter(), soon)

    with pytest.raises(TimedOutError):
        gateway.capabilities("card")
    with pytest.raises(TimedOutError):
        gateway.get_payment("pay_1")
    hangs.release.set()


def test_a_failure_is_noted_with_its_call_and_what_the_contract_says_is_none():
    noted = []

    class Adapter:
        def get_payment(self, ref):
            raise {"gone": LookupError, "broken": ValueError}[ref]("it is " + ref)

    gateway = BoundedGateway(
        Adapter(), Caller("things.main", Patience(), Redactor(), note=lambda *told: noted.append(told))
    )

    with pytest.raises(LookupError):
        gateway.get_payment("gone")
    with pytest.raises(PluginCallError):
        gateway.get_payment("broken")

    assert noted == [("things.main", "get_payment", "ValueError: it is broken", (("broken",), {}))]
