"""The gateway object: it keeps the contract's promise, shows no secret, and may be used by many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from panel_refunds.money import Money
from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import GatewayRefund, RefundOrder

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_it_keeps_the_promise_of_a_gateway(gateway):
    assert missing_methods("gateways", gateway) == ()
    assert gateway.capabilities("card").automatic
    assert not gateway.capabilities("konbini").automatic


def test_its_repr_shows_whose_it_is_and_no_secret(build, peer):
    gateway = build(peer.url, stripe_account="acct_1A2B")

    assert repr(gateway) == "<stripe 'stripe' of 'acme', test mode>"
    assert not any(secret in f"{gateway} {vars(gateway)}" for secret in ("sk_test", "whsec"))


def test_what_did_not_run_is_logged_with_its_attempt_and_no_secret(fake, at_fake, log):
    charge, _ = fake.add_charge(1000)
    at_fake.create_refund(RefundOrder("att_1", "att_1_key_0001", charge, "card", Money.of("12.50", "USD")))

    (line,) = log.lines
    assert line.startswith("stripe_did_not_refund")
    assert "att_1" in line
    assert "Rejected" in line
    assert fake.secret_key not in line


def test_f1_f2_many_threads_with_one_key_make_one_refund(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    order = RefundOrder("att_1", "att_1_key_0001", charge, "card", Money.of("12.50", "USD"))

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: at_fake.create_refund(order), range(24)))

    assert len({outcome.ref for outcome in outcomes if isinstance(outcome, GatewayRefund)}) == 1
    assert fake.paid_back(charge) == 1250


def test_many_threads_with_a_key_each_make_a_refund_each(fake, at_fake):
    charge, _ = fake.add_charge(50_000)
    orders = [RefundOrder(f"att_{n}", f"att_{n}_key_0001", charge, "card", Money.of("1", "USD")) for n in range(24)]

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(at_fake.create_refund, orders))

    assert [outcome.attempt_id for outcome in outcomes] == [order.attempt_id for order in orders]
    assert fake.paid_back(charge) == 2400


RIGHTS = [
    *("charge_write", "charge_read", "payment_intent_read", "balance_read", "balance_transaction_read"),
    *("dispute_read", "radar_read", "event_read"),
]


def test_a_restricted_key_with_the_rights_the_readme_names_can_do_everything(fake, build):
    gateway = build(fake.url, key=fake.make_key(RIGHTS))
    charge, intent = fake.add_charge(5000)
    dispute = fake.open_dispute(charge, "warning_needs_response")
    order = RefundOrder("att_1", "att_1_key_0001", charge, "card", Money.of("12.50", "USD"))

    made = gateway.create_refund(order)

    assert isinstance(made, GatewayRefund)
    assert gateway.get_payment(intent).fee is not None
    assert gateway.get_refund(made.ref) == made
    assert gateway.find_refunds(intent).refunds == (made,)
    assert gateway.get_dispute(dispute).state == "inquiry"
    assert gateway.find_warnings(charge) == []
    assert gateway.available_float("USD") is not None
    assert gateway.list_changes(NOW, None)[0]
