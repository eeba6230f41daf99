"""A real SMTP server with a login for each of two tenants, that takes mails or says what it is told to."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.policy import default
from secrets import token_hex
from typing import Any, ClassVar

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

import panel_refunds_mail
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.notifier_peer import Arrived, NotifierPeer, Reply

_OF_THE_MAIL = frozenset({"content-type", "mime-version", "content-transfer-encoding"})


class MailServer(NotifierPeer):
    """The server; one connection is one message."""

    plugin = panel_refunds_mail
    use = "mail"
    replies: ClassVar[tuple[Reply, ...]] = ("broken", "cut", "never", "later")
    wait_seconds = 300

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.passwords: dict[Account, str] = {"first": f"pw_{token_hex(20)}", "second": f"pw_{token_hex(20)}"}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-server")
        self._arrived: list[Arrived] = []
        self._script: deque[Reply] = deque()
        self._seen: list[str] = []
        self._port = 0

    # ------------------------------------------------------------ the server's answers, by the library's names

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Somebody begins."""
        self._seen.append(f"EHLO {hostname}")
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        """A mail came."""
        word = self._script.popleft() if self._script else "taken"
        answer = {"broken": "451 try again", "never": "554 no such mail here", "later": "421 come back later"}
        if word in answer:
            return answer[word]
        mail = message_from_bytes(envelope.content, policy=default)
        body = mail.get_body(("plain",))
        named = {name.lower(): str(value) for name, value in mail.items() if name.lower() not in _OF_THE_MAIL}
        text = body.get_content() if body is not None else ""
        account: Account = session.panel_account
        self._arrived.append(Arrived(named.get("message-id"), text, named, tuple(envelope.rcpt_tos), account))
        if word == "cut":
            server.transport.abort()
        return "250 OK"

    def authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        """Whose password it is."""
        found = [account for account, known in self.passwords.items() if known == login.password.decode()]
        session.panel_account = found[0] if found else None
        return AuthResult(success=bool(found), handled=False)

    # ------------------------------------------------------------ the peer

    @property
    def url(self) -> str:
        """Nobody is asked over HTTP."""
        return ""

    def reaches(self) -> Sequence[str]:
        """The server."""
        return (f"127.0.0.1:{self._port}", f"localhost:{self._port}")

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings; ``base_url`` names another port where somebody wants one."""
        return self._settings(base_url, self.passwords[account])

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A password that is nobody's."""
        return self._settings(base_url, f"pw_{token_hex(20)}")

    def _settings(self, base_url: str, password: str) -> Mapping[str, Any]:
        return {
            "host": "127.0.0.1",
            "port": int(base_url.rpartition(":")[2]) if base_url else self._port,
            "tls": "none",
            "user": "refunds",
            "password": password,
            "sender": "Acme Panel <refunds@acme.example>",
            "staff": ("finance@acme.example",),
            "timeout": 5,
        }

    def requests_seen(self) -> Sequence[str]:
        """Every conversation."""
        return tuple(self._seen)

    def arrived(self) -> Sequence[Arrived]:
        """Every mail that was taken."""
        return tuple(self._arrived)

    def next_reply(self, reply: Reply) -> None:
        """What becomes of the next mail."""
        self._script.append(reply)

    def start(self) -> None:
        """Listen."""

        def make() -> SMTP:
            return SMTP(self, authenticator=self.authenticate, auth_required=True, auth_require_tls=False)

        self._server = self._loop.run_until_complete(self._loop.create_server(make, "127.0.0.1", 0))
        self._port = self._server.sockets[0].getsockname()[1]
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
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
