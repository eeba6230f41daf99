"""A Stripe to try against: a real HTTP server that stripe-python talks to with nothing changed but address and key.

    with FakeStripe(now=clock) as stripe:
        charge, intent = stripe.add_charge(5000, "usd", last4="4242")
        client = StripeClient(stripe.secret_key, base_addresses={"api": stripe.url}, max_network_retries=0)
        stripe.faults.script("reset_after", on="POST /v1/refunds")      # it runs, and nobody hears of it
        ...
        assert stripe.paid_back(charge) == 5000                         # the independent read

What a test says: ``add_charge`` (late fees: ``fee_late=True`` and ``post_fee``), ``script_refunds`` and
``set_refund_status`` (pending, requires_action, succeeded, failed, canceled, late failures), ``refund_in_dashboard``,
``set_balance`` and ``when_short``, ``open_dispute``, ``set_dispute_status``, ``warn_of_fraud``, ``add_account``,
``make_key``, ``revoke_key``, ``set_key_lifetime``, ``forget_keys``; ``faults.script``, ``faults.refuse`` and
``faults.let_go`` (see ``faults``); ``webhooks.send_to``, ``hold``, ``release``, ``drop``, ``send_again``, ``pull`` and
``signed`` (see ``webhooks``).

What a test asks: ``refunds_of``, ``paid_back``, ``all_refunds``, ``fetch``, ``balance``, ``requests``, ``count``,
``wait_for_requests``, ``wait_until_run``, ``webhooks.deliveries``.

What it answers over HTTP stands in ``operations``. Where it is stricter or simpler than the real one: a payment is
captured whole or not at all, the exchange rate of a charge is also that of its refunds, an uncaptured payment is
refused where Stripe would cancel the authorisation, an undelivered webhook is not sent again by itself, and a charge
counts as disputed also while there is only an inquiry. The same controls can be had from other processes under
``/_control``, as ``panel-refunds fake-stripe`` tells.
"""

from __future__ import annotations

from panel_refunds.testing.fake_stripe.charges import Paid
from panel_refunds.testing.fake_stripe.server import FakeStripe
from panel_refunds.testing.fake_stripe.webhooks import Delivery, SignedMessage
from panel_refunds.testing.fake_stripe.world import Request

__all__ = ["Delivery", "FakeStripe", "Paid", "Request", "SignedMessage"]
