"""Webhooks: signed on the raw bytes, sent over real HTTP, held, reordered, doubled and dropped."""

import http.server
import json
import threading
from datetime import UTC, datetime

import pytest
import stripe

KINDS = ["charge.succeeded", "payment_intent.succeeded", "refund.created", "charge.refunded"]


class Subscriber(http.server.ThreadingHTTPServer):
    """Takes webhooks and remembers them; answers with the next of ``answers``, else 200."""

    daemon_threads = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Taking)
        self.taken, self.answers = [], []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook"

    @property
    def kinds(self):
        return [json.loads(body)["type"] for body, _ in self.taken]


class _Taking(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append((body, self.headers["stripe-signature"]))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def subscriber():
    server = Subscriber()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def pay_and_refund(fake):
    charge, _ = fake.add_charge(5000)
    fake.refund_in_dashboard(charge)
    return charge


def verified(message, secret):
    return stripe.Webhook.construct_event(message.body, message.signature, secret)


def test_events_arrive_in_order_with_signatures_the_library_accepts(fake, clock, subscriber):
    clock.at = datetime.now(UTC)
    fake.webhooks.send_to(subscriber.url)

    pay_and_refund(fake)
    fake.webhooks.wait_until_sent()

    assert subscriber.kinds == KINDS
    events = [stripe.Webhook.construct_event(*taken, fake.webhook_secret) for taken in subscriber.taken]
    assert events[2].data.object.amount == 5000
    assert events[3].data.previous_attributes.to_dict() == {"amount_refunded": 0}
    assert [delivery.http_status for delivery in fake.webhooks.deliveries] == [200] * 4


def test_a_changed_byte_or_another_secret_breaks_the_signature(fake, clock):
    clock.at = datetime.now(UTC)
    fake.add_charge(5000)
    message = fake.webhooks.pull()[0]

    assert verified(message, fake.webhook_secret).type == "charge.succeeded"
    with pytest.raises(stripe.SignatureVerificationError):
        verified(message, "whsec_other")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(message.body + b" ", message.signature, fake.webhook_secret)


def test_while_a_secret_is_rolled_both_are_good(fake, clock):
    clock.at = datetime.now(UTC)
    fake.webhooks.sign_with("whsec_old", "whsec_new")
    fake.add_charge(5000)

    message = fake.webhooks.pull()[0]

    assert verified(message, "whsec_old").id == verified(message, "whsec_new").id == message.event


def test_a_message_can_be_stale(fake, clock):
    clock.at = datetime.now(UTC)
    fake.add_charge(5000)
    event = fake.webhooks.waiting[0]
    stale = fake.webhooks.signed(event, at=datetime(2020, 1, 1, tzinfo=UTC))

    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        verified(stale, fake.webhook_secret)


def test_without_an_address_everything_waits_to_be_pulled(fake, api):
    pay_and_refund(fake)

    pulled = fake.webhooks.pull()

    assert [message.kind for message in pulled] == KINDS
    assert fake.webhooks.waiting == ()
    assert api.events.retrieve(pulled[0].event).type == KINDS[0]


def test_what_is_held_can_be_reordered_doubled_and_dropped(fake, subscriber):
    fake.webhooks.send_to(subscriber.url)
    fake.webhooks.hold()
    pay_and_refund(fake)
    succeeded, paid, created, refunded = fake.webhooks.waiting
    fake.webhooks.wait_until_sent()
    assert subscriber.taken == []

    fake.webhooks.release([refunded, created], times=2)
    fake.webhooks.drop(paid)
    fake.webhooks.wait_until_sent()
    assert subscriber.kinds == ["charge.refunded"] * 2 + ["refund.created"] * 2
    assert fake.webhooks.release() == [succeeded]
    fake.webhooks.wait_until_sent()

    assert subscriber.kinds[4:] == ["charge.succeeded"]
    assert fake.webhooks.waiting == ()


def test_events_can_be_lost_as_they_come_and_stay_in_the_list(fake, api, subscriber):
    fake.webhooks.send_to(subscriber.url)
    fake.webhooks.drop_next(3)

    pay_and_refund(fake)
    fake.webhooks.wait_until_sent()

    assert subscriber.kinds == ["charge.refunded"]
    assert len(api.events.list().data) == 4


def test_what_was_not_taken_waits_and_can_be_sent_again(fake, api, subscriber):
    subscriber.answers = [500]
    fake.webhooks.send_to(subscriber.url)
    pay_and_refund(fake)
    fake.webhooks.wait_until_sent()
    (failed,) = fake.webhooks.waiting
    assert not fake.webhooks.deliveries[0].well
    assert [event.id for event in api.events.list({"delivery_success": False}).data] == [failed]

    fake.webhooks.release()
    fake.webhooks.wait_until_sent()
    fake.webhooks.send_again(failed)
    fake.webhooks.wait_until_sent()

    assert subscriber.kinds[-2:] == ["charge.succeeded"] * 2
    assert fake.webhooks.waiting == ()


def test_a_subscriber_that_is_not_there_is_told_of(fake, subscriber):
    fake.webhooks.send_to("http://127.0.0.1:1/hook")
    fake.add_charge(5000)

    fake.webhooks.wait_until_sent()

    assert fake.webhooks.deliveries[0].http_status is None
    assert fake.webhooks.deliveries[0].problem.startswith("ConnectError")
    fake.webhooks.send_to(subscriber.url)
    fake.webhooks.wait_until_sent()
    assert len(subscriber.taken) == 2
