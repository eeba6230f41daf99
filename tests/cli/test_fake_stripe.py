"""``fake-stripe`` stands in a process of its own, tells how to use it, and what it tells works."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest
from stripe import RequestsClient, StripeClient


@pytest.fixture
def started() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and all it printed before it began to wait."""
    words = ["fake-stripe", "--port", "0", "--key", "sk_test_mine", "--webhook-secret", "whsec_mine"]
    process = subprocess.Popen([sys.executable, "-m", "panel_refunds", *words], stdout=subprocess.PIPE, text=True)
    try:
        told = ""
        for line in process.stdout:
            told += line
            if line.startswith("Ctrl-C"):
                break
        yield process, told
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def value(told, name):
    return re.search(rf"^{name}\s+(\S+)", told, re.MULTILINE).group(1)


def run_curl(line):
    """Ask what a printed curl command would ask."""
    words = shlex.split(line.partition("curl ")[2])
    if "-d" in words:
        return httpx2.post(words[0], content=words[2].encode()).json()["result"]
    return httpx2.get(words[0]).json()["result"]


def test_stripe_python_talks_to_it(started):
    _, told = started
    http = RequestsClient(timeout=30)
    client = StripeClient(
        value(told, "secret key"), base_addresses={"api": value(told, "fake Stripe at")}, http_client=http
    )

    refund = client.v1.refunds.create({"charge": value(told, "a paid charge"), "amount": 100})
    http.close()

    assert refund.status == "succeeded"
    assert (value(told, "secret key"), value(told, "webhook secret")) == ("sk_test_mine", "whsec_mine")


def test_every_command_it_prints_works(started):
    _, told = started
    payment, losing, happened, controls = [line for line in told.splitlines() if "curl " in line]

    assert run_curl(payment)[0].startswith("ch_")
    assert run_curl(losing) is None
    assert run_curl(happened) == []
    assert "faults/script" in run_curl(controls)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_nothing_wrong_when_it_is_told_to(started, number):
    process, _ = started

    process.send_signal(number)

    assert process.wait(timeout=60) == 0


def test_a_port_that_is_taken_is_named(run, started):
    _, told = started
    port = value(told, "fake Stripe at").rpartition(":")[2]

    done = run("fake-stripe", "--port", port)

    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
    assert port in done.stderr
