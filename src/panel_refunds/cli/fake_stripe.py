"""``panel-refunds fake-stripe``: a Stripe on this machine, to try everything without an account there."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

_TOLD = """\
fake Stripe at   {url}
account          {account}
secret key       {key}
webhook secret   {webhook_secret}
webhooks to      {webhook_url}
a paid charge    {charge} ({intent}), 50.00 USD

Point stripe-python at it:  StripeClient("{key}", base_addresses={{"api": "{url}"}})
Make another payment:       curl {url}/_control/add_charge -d '{{"amount": 2500, "currency": "eur"}}'
Lose the next answer:       curl {url}/_control/faults/script -d '{{"args": ["reset_after"], "on": "POST /v1/refunds"}}'
What really happened:       curl '{url}/_control/refunds_of?charge={charge}'
All controls:               curl {url}/_control

Ctrl-C ends it. Nothing is kept."""


def fake_stripe(
    host: Annotated[str, typer.Option("--host", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 12111,
    key: Annotated[
        str | None, typer.Option("--key", metavar="SK", help="The secret key it takes; without it one is made up.")
    ] = None,
    webhook_url: Annotated[
        str | None, typer.Option("--webhook-url", metavar="URL", help="Where it sends events; without it they wait.")
    ] = None,
    webhook_secret: Annotated[
        str | None,
        typer.Option("--webhook-secret", metavar="WHSEC", help="What it signs events with; without it one is made up."),
    ] = None,
) -> None:
    """Answer as Stripe's API does, with payments, refunds, disputes, webhooks and every kind of bad luck.

    Nothing outside this machine is asked and no money moves. It stays until SIGTERM or Ctrl-C.
    """
    from panel_refunds.testing.fake_stripe import FakeStripe

    stripe = FakeStripe(secret_key=key, webhook_secret=webhook_secret, host=host, port=port)
    stripe.webhooks.send_to(webhook_url)
    end = threading.Event()
    with stripe:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: end.set())
        paid = stripe.add_charge(50_00, "usd")
        typer.echo(
            _TOLD.format(
                url=stripe.url,
                account=stripe.account,
                key=stripe.secret_key,
                webhook_secret=stripe.webhook_secret,
                webhook_url=webhook_url or "nobody; they wait (--webhook-url)",
                charge=paid.charge,
                intent=paid.payment_intent,
            )
        )
        end.wait()
