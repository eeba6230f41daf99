"""The way to one account: a client of Stripe's library that belongs to one object of one tenant.

Nothing is set on the library as a whole that could differ between two tenants: key, account, address, version and
time-outs are given to this client, and it has its own connections. Two things the library only has globally, and both
are the same for everybody: its telemetry is off, because it tells Stripe about other requests of the process; and
its logger is kept to warnings, because at "info" it writes Stripe's messages, with ids and addresses of
people, into whatever log the process has.

Connections ignore proxy settings and password files of the process, follow no redirect (a key must not travel to
another host, and a POST must not turn into something else), and keep no cookies. They are shared by all threads that
call, since each call may come from a thread of its own.
"""

from __future__ import annotations

import logging
import weakref
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import stripe

from panel_refunds.ports import MisconfiguredError
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.settings import Settings

API_VERSION = "2026-10-28.endive"
CONNECT_SECONDS = 3.05
_CONNECTIONS = 64

stripe.enable_telemetry = False
logging.getLogger("stripe").setLevel(logging.WARNING)


def make_client(settings: Settings) -> stripe.StripeClient:
    """A client for this account; ``MisconfiguredError`` for a key that does not say it is of the account's mode."""
    if not settings.usable:
        raise MisconfiguredError(
            f"The key does not say that it is one for {settings.mode} mode; nothing is sent with it."
        )
    session = _session()
    client = stripe.StripeClient(
        settings.key,
        stripe_account=settings.stripe_account,
        stripe_version=API_VERSION,
        base_addresses={"api": settings.api_base},
        max_network_retries=0,
        http_client=stripe.RequestsClient(
            timeout=(min(CONNECT_SECONDS, settings.timeout), settings.timeout), session=session
        ),
    )
    weakref.finalize(client, session.close)
    return client


def plain(given: object, kind: str) -> Answer:
    """What the library returned, as plain data of this ``kind``; ``UnreadableError`` when it is something else."""
    to_dict: Any = getattr(given, "to_dict", None)
    if to_dict is None:
        raise UnreadableError(f"what came back is no {kind}")
    return Answer.of(to_dict(), kind)


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=_CONNECTIONS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
