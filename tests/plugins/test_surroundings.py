"""HTTP clients over real sockets, and a logger that no secret passes."""

import logging
import os
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import httpx2
import pytest
from structlog.testing import capture_logs

from panel_refunds.plugins import surroundings
from panel_refunds.plugins.secrets import HIDDEN, Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings, redacting_logger


@pytest.fixture
def server():
    class Redirects(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.invalid/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Redirects) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_client_speaks_to_its_base_url_ignores_proxies_and_follows_no_redirect(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    clients = HttpClients()

    answer = clients(base_url=server).get("/api/v2")

    clients.close()
    assert answer.status_code == 302


def test_no_client_waits_for_ever():
    clients = HttpClients()

    default, short, own = clients(), clients(timeout=1.5), clients(timeout=httpx2.Timeout(7))

    assert default.timeout == httpx2.Timeout(20.0, connect=3.05)
    assert short.timeout == httpx2.Timeout(1.5)
    assert own.timeout == httpx2.Timeout(7)
    clients.close()


def test_all_clients_are_closed_together():
    clients = HttpClients()
    made = [clients(), clients()]

    clients.close()

    assert [client.is_closed for client in made] == [True, True]


def test_what_is_trusted_is_read_once_for_all_tenants_until_it_changes(monkeypatch):
    read = []
    true = httpx2.create_ssl_context
    monkeypatch.setattr(httpx2, "create_ssl_context", lambda **given: read.append(given) or true(**given))
    changed = [(1,)]
    monkeypatch.setattr(surroundings, "_roots_changed_at", lambda: changed[0])
    surroundings._trusted.cache_clear()

    for clients in (HttpClients(), HttpClients()):
        for _ in range(3):
            clients()
        clients.close()
    assert read == [{"trust_env": False}]

    changed[0] = (2,)
    clients()
    assert len(read) == 2
    clients.close()
    surroundings._trusted.cache_clear()


def test_a_new_root_is_a_change(monkeypatch, tmp_path):
    (tmp_path / "certs").mkdir()
    paths = SimpleNamespace(openssl_cafile=str(tmp_path / "none.pem"), openssl_capath=str(tmp_path / "certs"))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    os.utime(tmp_path / "certs", (1, 1))
    before = surroundings._roots_changed_at()

    (tmp_path / "certs" / "new.pem").write_text("a root")

    assert len(before) == 1
    assert surroundings._roots_changed_at() > before


def test_a_transport_stands_in_for_the_network():
    clients = HttpClients(httpx2.MockTransport(lambda request: httpx2.Response(200, text=request.url.host)))

    assert clients(base_url="http://provider.invalid").get("/").text == "provider.invalid"
    clients.close()


@pytest.fixture
def log():
    redact = Redactor()
    redact.hide("hunter2")
    return redacting_logger(redact)


def test_secrets_are_taken_out_of_events_values_and_what_is_bound(log):
    with capture_logs() as lines:
        log.bind(url="http://x/?key=hunter2").warning(
            "sent hunter2", body={"key": ["hunter2", 5]}, error=ValueError("hunter2")
        )

    assert lines == [
        {
            "event": f"sent {HIDDEN}",
            "log_level": "warning",
            "url": f"http://x/?key={HIDDEN}",
            "body": {"key": [HIDDEN, 5]},
            "error": HIDDEN,
        }
    ]


def test_secrets_are_taken_out_of_tracebacks(log):
    with capture_logs() as lines:
        try:
            int("hunter2")
        except ValueError:
            log.exception("it broke")

    assert "ValueError: invalid literal for int() with base 10: '[secret]'" in lines[0]["exception"]
    assert "hunter2" not in str(lines)


def test_the_surroundings_say_whose_object_it_is(now):
    around = make_surroundings("shop", "main", now=now, http_clients=HttpClients(), redact=Redactor())

    with capture_logs() as lines:
        around.log.info("ready", count=2)

    assert lines == [{"event": "ready", "count": 2, "tenant": "shop", "plugin": "main", "log_level": "info"}]
    assert (around.tenant, around.name, around.now(), around.folder) == ("shop", "main", now(), None)


def test_an_address_that_is_called_stands_in_no_log(server, caplog):
    caplog.set_level(logging.DEBUG)
    clients = HttpClients()

    clients(base_url=server).get("/bot123:hunter2/sendMessage")

    clients.close()
    assert "hunter2" not in caplog.text
