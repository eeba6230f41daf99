"""The server: starts, stops without a trace whatever is under way, and stands only once."""

import threading

import pytest
import stripe

from panel_refunds.testing.fake_stripe import FakeStripe


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "late"])
def test_stopping_ends_every_silence(connect, fake, refused, fault):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(fault)
    seen = []
    caller = threading.Thread(target=lambda: seen.append(refused(connect().refunds.create, {"charge": charge})))
    caller.start()
    fake.wait_for_requests(1)

    fake.stop()
    caller.join()

    assert isinstance(seen[0], stripe.APIConnectionError)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fake-stripe")]


def test_what_happened_can_be_read_after_it_stopped():
    with FakeStripe(secret_key="sk_test_mine") as fake:
        charge, _ = fake.add_charge(5000)
        fake.refund_in_dashboard(charge)

    assert fake.secret_key == "sk_test_mine"
    assert fake.paid_back(charge) == 5000
    with pytest.raises(RuntimeError, match="not running"):
        _ = fake.url


def test_it_stands_only_once_and_stops_as_often_as_one_likes(fake):
    with pytest.raises(RuntimeError, match="running already"):
        fake.start()

    fake.stop()
    fake.stop()


def test_an_address_that_is_taken_is_an_error_at_once(fake):
    port = int(fake.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        FakeStripe(port=port).start()
