"""Certificates are asked for by name, from PayPal, one at a time, not too often, and are kept once they are proved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
import structlog

from fake_paypal_signer import signer
from panel_refunds.ports import Surroundings, WebhookRefusedError
from panel_refunds_paypal.roots import Roots
from panel_refunds_paypal.settings import parse_settings
from panel_refunds_paypal.signers import BETWEEN, PATH, Signers
from panel_refunds_testkit.peer import PeerClock, PeerReply, PeerServer
from paypal_account import CLIENTS, RIGHT, settings

MADE = signer()
TRUE = f"https://api.sandbox.paypal.com{PATH}{MADE.name}"


class Served:
    """A server with the certificate; ``body`` None answers 404."""

    def __init__(self) -> None:
        self.body: bytes | None = MADE.chain
        self.clock = PeerClock()
        self.server = PeerServer(lambda _: PeerReply(404) if self.body is None else PeerReply(200, self.body))

    def signers(self, **given: object) -> Signers:
        around = Surroundings("acme", "paypal", self.clock, CLIENTS, structlog.get_logger())
        parsed = parse_settings(settings(**{**RIGHT, "address": self.server.url, **given}))
        return Signers(parsed, around, Roots(MADE.roots.name, MADE.roots.parent, live=parsed.live))


@pytest.fixture
def served():
    there = Served()
    there.server.start()
    yield there
    there.server.stop()


def test_it_is_asked_for_once(served):
    signers = served.signers()
    keys = {signers.get_key(TRUE).public_numbers() for _ in range(3)}

    assert keys == {MADE.key.public_key().public_numbers()}
    assert [each.path for each in served.server.seen] == [f"{PATH}{MADE.name}"]


def test_what_is_kept_is_proved_each_time(served):
    signers = served.signers()
    signers.get_key(TRUE)
    served.clock.advance(timedelta(days=800))

    with pytest.raises(WebhookRefusedError, match="not proved"):
        signers.get_key(TRUE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "https://[",
        f"http://api.sandbox.paypal.com{PATH}{MADE.name}",
        f"https://api.paypal.com{PATH}{MADE.name}",
        f"https://api.sandbox.paypal.com.evil.example{PATH}{MADE.name}",
        f"https://evil.example{PATH}{MADE.name}",
        f"https://api.sandbox.paypal.com@evil.example{PATH}{MADE.name}",
        f"https://api.sandbox.paypal.com:8443{PATH}{MADE.name}",
        f"https://api.sandbox.paypal.com:x{PATH}{MADE.name}",
        f"https://x@api.sandbox.paypal.com{PATH}{MADE.name}",
        f"{TRUE}?x=1",
        f"{TRUE}#x",
        f"https://api.sandbox.paypal.com/v1/oauth2/{MADE.name}",
        f"https://api.sandbox.paypal.com{PATH}../{MADE.name}",
        f"https://api.sandbox.paypal.com{PATH}CERT-%2e%2e%2fx",
        f"ftp://127.0.0.1{PATH}{MADE.name}",
    ],
)
def test_no_other_address_is_taken_and_nobody_is_asked(served, url):
    with pytest.raises(WebhookRefusedError, match="address"):
        served.signers().get_key(url)

    assert served.server.seen == ()


def test_a_live_account_takes_no_address_of_this_machine(served):
    live = served.signers(mode="live", address=None)

    for url in (f"http://127.0.0.1{PATH}{MADE.name}", TRUE):
        with pytest.raises(WebhookRefusedError, match="address"):
            live.get_key(url)


@pytest.mark.parametrize("body", [None, b"<html>", b"", b"x" * 70_000, signer(name="CERT-other").chain])
def test_what_is_no_certificate_of_paypals_is_not_kept(served, body):
    signers = served.signers()
    served.body = body
    with pytest.raises(WebhookRefusedError):
        signers.get_key(TRUE)

    served.body = MADE.chain
    with pytest.raises(WebhookRefusedError, match="just before"):
        signers.get_key(TRUE)
    assert len(served.server.seen) == 1
    served.clock.advance(BETWEEN)
    assert signers.get_key(TRUE)


def test_one_is_asked_for_at_a_time():
    asked, go = Event(), Event()

    def slowly(_request: object) -> PeerReply:
        asked.set()
        go.wait(10)
        return PeerReply(200, MADE.chain)

    there = Served()
    there.server = PeerServer(slowly)
    there.server.start()
    try:
        signers = there.signers()
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(signers.get_key, TRUE)
            asked.wait(10)
            with pytest.raises(WebhookRefusedError, match="being asked for"):
                signers.get_key(TRUE)
            go.set()
            assert first.result()
    finally:
        go.set()
        there.server.stop()


def test_nobody_there(served):
    signers = served.signers(address="http://127.0.0.1:9")

    with pytest.raises(WebhookRefusedError, match="deliver again"):
        signers.get_key(TRUE)
