"""A real SMTP server on this machine that does what a test tells it to, and a notifier built as the host builds it."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from panel_refunds.ports import Surroundings
from panel_refunds_mail import notifiers
from panel_refunds_mail.notifier import MailNotifier

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "correct-horse-7"


@dataclass
class Mailbox:
    """What the server got, and what it says: ``rcpt`` per address, ``data`` to the mail; "cut" hangs up instead."""

    mails: list[tuple[EmailMessage, list[str]]] = field(default_factory=list)
    rcpt: dict[str, str] = field(default_factory=dict)
    mail: str = ""
    data: str = ""
    goodbye: str = "221 Bye"
    logins: list[tuple[str, str]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.mail:
            return self.mail
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if answer := self.rcpt.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        self.mails.append((message_from_bytes(envelope.content, policy=default), envelope.rcpt_tos))
        if self.data == "cut":
            server.transport.abort()
            return "250 nobody hears it"
        return self.data or "250 OK"

    async def handle_QUIT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        return self.goodbye

    def authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        self.logins.append((login.login.decode(), login.password.decode()))
        return AuthResult(success=self.logins[-1] == ("refunds", PASSWORD), handled=False)


@dataclass(frozen=True)
class Certificate:
    """A certificate of our own for localhost: its file, and the key's."""

    file: Path
    key: Path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*pem))
    return Certificate(folder / "cert.pem", folder / "key.pem")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


class Listening:
    """An event loop in a thread of its own that serves what ``make`` makes, on a port that was free."""

    def __init__(self, make: Callable[[], SMTP], context: ssl.SSLContext | None) -> None:
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(make, "127.0.0.1", 0, ssl=context, start_serving=True)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)


Serve = Callable[..., int]


@pytest.fixture
def serve(mailbox: Mailbox, certificate: Certificate) -> Iterator[Serve]:
    """``serve(tls="starttls")`` starts the server and returns its port; ``login`` demands one."""
    with contextlib.ExitStack() as ends:

        def start(tls: str = "none", *, login: bool = False) -> int:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate.file, certificate.key)
            options: dict[str, Any] = {"authenticator": mailbox.authenticate, "auth_required": login}
            options |= {"auth_require_tls": tls == "starttls"}
            if tls == "starttls":
                options |= {"tls_context": context, "require_starttls": True}
            server = Listening(lambda: SMTP(mailbox, **options), context if tls == "tls" else None)
            ends.callback(server.stop)
            return server.port

        yield start


@pytest.fixture
def settings() -> dict[str, Any]:
    """All settings with their defaults, as the host gives them, and the required ones."""
    (factory,) = notifiers()
    values = {key: setting.default for key, setting in factory.settings.items()}
    return values | {
        "host": "localhost",
        "tls": "none",
        "sender": "Acme Panel <refunds@acme.example>",
        "staff": ("finance@acme.example", "boss@acme.example"),
        "timeout": 5,
    }


@pytest.fixture
def build(settings: dict[str, Any]) -> Callable[..., MailNotifier]:
    (factory,) = notifiers()

    def built(**other: Any) -> MailNotifier:
        around = Surroundings("acme", "mail", lambda: NOW, lambda **_: None, structlog.get_logger())
        notifier = factory.build(settings | other, around)
        assert isinstance(notifier, MailNotifier)
        return notifier

    return built
