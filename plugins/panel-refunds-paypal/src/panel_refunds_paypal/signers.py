"""The certificates with which PayPal signs webhooks: fetched when first seen, verified every time, kept in memory.

A delivery names its certificate by an address. Nobody's address is followed: it has to be one of PayPal's own, and only
the certificate's name is taken from it, to ask PayPal for that. Whoever posts nonsense here could still make us ask, so
one certificate is asked for at a time, with a short timeout, and not more often than every ten seconds; a delivery that
comes meanwhile is refused, and PayPal sends it again. Only a certificate that was proved to be PayPal's is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from panel_refunds.ports import Surroundings, WebhookRefusedError
from panel_refunds.ports.asking import NoAnswerError, ask
from panel_refunds_paypal.roots import Roots
from panel_refunds_paypal.settings import LOOPBACK, Settings

PATH = "/v1/notifications/certs/"
LIVE_HOSTS = ("api.paypal.com", "api-m.paypal.com")
SANDBOX_HOSTS = ("api.sandbox.paypal.com", "api-m.sandbox.paypal.com")
SECONDS = 4
BETWEEN = timedelta(seconds=10)
MOST_KEPT = 4
LARGEST = 64 * 1024
_NAME = re.compile(r"CERT-[A-Za-z0-9-]{8,80}")


class Signers:
    """PayPal's certificates as one account knows them; any number of threads may ask at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings, roots: Roots) -> None:
        self._played = settings.played
        self._hosts = LIVE_HOSTS if settings.live else SANDBOX_HOSTS
        home = settings.address if self._played else f"https://{self._hosts[0]}"
        self._new_client = partial(surroundings.http_client, base_url=home, timeout=min(SECONDS, settings.timeout))
        self._client: Any = None
        self._now = surroundings.now
        self._roots = roots
        self._kept: dict[str, Sequence[x509.Certificate]] = {}
        self._lock = Lock()
        self._asking = Lock()
        self._asked_at: datetime | None = None

    def get_key(self, url: str) -> RSAPublicKey:
        """The key of the certificate at ``url``; ``WebhookRefusedError`` when it is not PayPal's, or not here yet."""
        name = self._name_in(url)
        with self._lock:
            chain = self._kept.get(name)
        if chain is not None:
            return self._roots.get_key(chain, self._now())
        if not self._asking.acquire(blocking=False):
            raise WebhookRefusedError("signature", "Another certificate is being asked for; deliver again.")
        try:
            chain = self._fetch(name)
            key = self._roots.get_key(chain, self._now())
        finally:
            self._asking.release()
        with self._lock:
            self._kept[name] = chain
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return key

    def _name_in(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise WebhookRefusedError("signature", "The certificate's address is none.") from None
        name = parts.path.removeprefix(PATH)
        own = parts.scheme == "https" and host in self._hosts and port is None
        fake = self._played and parts.scheme in ("http", "https") and host in LOOPBACK
        plain = "@" not in parts.netloc and not parts.query and not parts.fragment and parts.path == f"{PATH}{name}"
        if not (own or fake) or not plain or not _NAME.fullmatch(name):
            raise WebhookRefusedError("signature", "The certificate's address is not one of PayPal's.")
        return name

    def _fetch(self, name: str) -> Sequence[x509.Certificate]:
        now = self._now()
        if self._asked_at is not None and now < self._asked_at + BETWEEN:
            raise WebhookRefusedError("signature", "A certificate was asked for just before; deliver again.")
        self._asked_at = now
        try:
            self._client = self._client or self._new_client()
            answer = ask(self._client, "GET", f"{PATH}{name}")
        except NoAnswerError:
            raise WebhookRefusedError("signature", "PayPal did not give its certificate; deliver again.") from None
        if answer.status != HTTPStatus.OK or len(answer.body) > LARGEST:
            raise WebhookRefusedError("signature", "PayPal has no such certificate.")
        try:
            return tuple(x509.load_pem_x509_certificates(answer.body))
        except ValueError:
            raise WebhookRefusedError("signature", "What PayPal gave is no certificate.") from None
