"""``serve`` runs a new installation at once, over real HTTP, and ends when it is told to."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest


@pytest.fixture
def serving(root) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service in a process of its own, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "panel_refunds", "serve", "--root", root, "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        listening = next(line for line in process.stderr if "listening" in line)
        yield process, re.search(r"http://\S+", listening).group()
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_a_new_installation_answers_over_http(run, root, serving):
    _, url = serving
    key = json.loads(run("keys", "create", "test", "--root", root, "--json").stdout)["key"]
    headers = {"Authorization": f"Bearer {key}", "Host": "panel.example"}
    paid = {"customer": "maya", "gateway": "manual", "payment": "pay_1", "amount": "50.00", "fee": "1.75"}

    credited = httpx2.post(
        f"{url}/api/v1/deposits", json=paid, headers={**headers, "Idempotency-Key": "pay_1_credited"}
    )
    quote = httpx2.get(f"{url}/api/v1/customers/maya/quote", headers=headers).json()

    assert credited.status_code == 201
    assert (quote["refundable"], quote["receives"]) == ("50.00", "48.25")
    assert httpx2.get(f"{url}/readyz").json()["ok"] is True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_nothing_wrong_when_it_is_told_to(serving, number):
    process, _ = serving

    process.send_signal(number)

    assert process.wait(timeout=60) == 0
    assert "Traceback" not in process.stderr.read()


def test_an_address_that_is_taken_is_named(run, root):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = run("serve", "--root", root, "--port", port)

    assert done.exit_code == 2
    told = f"127.0.0.1:{port}: Address already in use. Stop what listens there, or use --port."
    assert done.stderr.splitlines()[-1] == told


def test_a_missing_secret_is_named_with_file_line_and_variable(run, root, monkeypatch):
    monkeypatch.delenv("MY_PANEL_PROVIDER_KEY")

    done = run("serve", "--root", root)

    assert done.exit_code == 2
    assert re.search(r"tenant\.toml:\d+: order_providers\.main\.key: ", done.stderr)
    assert "MY_PANEL_PROVIDER_KEY is not set" in done.stderr


def test_a_folder_that_is_no_installation_says_what_to_do(run, tmp_path):
    done = run("serve", "--root", tmp_path)

    assert done.exit_code == 2
    assert "panel-refunds init" in done.stderr
