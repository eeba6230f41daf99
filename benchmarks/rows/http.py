"""Charging an order over HTTP: the whole service under uvicorn, against a bare JSON endpoint and an empty one.

Sixteen connections, one process each; the service works on PostgreSQL. Every request to it is a new order with a key of
its own: signed in, checked, idempotent, answered with the order.
"""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from tempfile import TemporaryFile

from benchmarks.http_load import load, request_bytes
from benchmarks.panel import customer, new_id, now, open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import ROOT, Run
from benchmarks.serving import HOST, PATH
from benchmarks.table import Goal, Measured, Ratio, Section
from panel_refunds.web.api_keys import new_api_key

CUSTOMERS = 1000
CONNECTIONS = 16


def measure(run: Run) -> list[Section]:
    url = run.postgres.create_database("bench_http")
    secret = _open_books(url)
    asked = {"service": partial(_order, secret), "json": partial(_order, "none"), "empty": partial(_order, "none")}
    with ExitStack() as closing:
        ports = {what: _serve(closing, what, url) for what in asked}
        rate = {what: partial(_rate, ports[what], requests, run.seconds) for what, requests in asked.items()}
        played = play_rounds(
            [
                Contestant("a bare JSON endpoint", "/s", rate["json"]),
                Contestant("an empty synchronous endpoint", "/s", rate["empty"]),
                Contestant("panel-refunds, POST an order", "/s", rate["service"]),
            ],
            run.rounds,
        )
        long = 10 if run.quick else 60
        p50, p99, spread = _waits(ports["service"], asked["service"], long)
    bare, empty, ours = played.values()
    return [
        Section(
            f"HTTP, {CONNECTIONS} connections, PostgreSQL",
            (*played.values(), p50, p99),
            (
                Ratio("ours / a bare endpoint", ours, bare, Goal("at_least", 0.06, 0.10)),
                Ratio("ours / an empty synchronous endpoint", ours, empty, Goal("at_least", None, 0.25)),
                Ratio(f"p99 / p50 over {long} s", spread, None, Goal("at_most", None, 4)),
            ),
        )
    ]


def _open_books(url: str) -> str:
    """Books with customers, and the secret of an API key of their panel."""
    desk = open_shop(url, CUSTOMERS)
    secret, key = new_api_key(desk.tenant.id, "bench", ["orders"], key_id=new_id("key"), at=now())
    desk.store.add_api_key(key)
    desk.store.close()
    return secret


def _order(secret: str) -> bytes:
    ref = new_id("order")
    body = {
        "customer": customer(random.randrange(CUSTOMERS)),
        "charge": "0.27819",
        "quantity": 1000,
        "provider": "main",
        "provider_ref": ref,
    }
    headers = {"host": "smmpanelus.com", "authorization": f"Bearer {secret}", "idempotency-key": ref}
    return request_bytes(PATH, json.dumps(body).encode(), headers)


def _rate(port: int, requests: Callable[[], bytes], seconds: float) -> float:
    return load(port, requests, connections=CONNECTIONS, seconds=seconds).rate


def _waits(port: int, requests: Callable[[], bytes], seconds: float) -> tuple[Measured, Measured, Measured]:
    try:
        loaded = load(port, requests, connections=CONNECTIONS, seconds=seconds)
    except Exception as error:  # noqa: BLE001 - printed in the line
        failed = Measured("its waits", "ms", (), f"{type(error).__name__}: {error}")
        return failed, failed, failed
    p50, p99 = loaded.percentile(0.5), loaded.percentile(0.99)
    return (
        Measured("its p50 wait", "ms", (p50 * 1000,)),
        Measured("its p99 wait", "ms", (p99 * 1000,)),
        Measured("p99 / p50", "", (p99 / p50,)),
    )


def _serve(closing: ExitStack, what: str, url: str) -> int:
    """Start a server on a free port; it is stopped when ``closing`` is."""
    with socket.create_server((HOST, 0)) as found:
        port: int = found.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.serving", what, str(port), url]
    # A file, because a pipe that nobody reads would stop a server that logs every request.
    log = closing.enter_context(TemporaryFile("w+"))  # noqa: SIM115 - the stack closes it
    process = closing.enter_context(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log))
    closing.callback(process.terminate)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if process.poll() is not None:
            log.seek(0)
            said = log.read()
            raise RuntimeError(f"the server {what!r} ended: {' / '.join(said.strip().splitlines()[-3:])}")
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return port
        time.sleep(0.05)
    raise RuntimeError(f"the server {what!r} does not listen after 20 s")
