"""The settings of one sender: which server, as whom, to whom of the staff.

A password never travels in plain text: without TLS only a server on this very machine is spoken to.
"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_mail.addresses import AddressRefusedError, parse_mailbox, parse_named

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "host": Setting(required=True, help="The SMTP server's name."),
        "port": Setting("integer", default=587, minimum=1, help="Its port: 587 with starttls, 465 with tls."),
        "tls": Setting(
            default="starttls",
            choices=("starttls", "tls", "none"),
            help="How the connection is protected; none only to a server on this machine.",
        ),
        "ca_file": Setting(default="", help="Certificates to trust instead of the system's, as an absolute path."),
        "user": Setting(default="", help="The name to log in with; without it nobody logs in."),
        "password": Setting(default="", secret=True, help="The password that belongs to it."),
        "sender": Setting(required=True, help="Whom mails come from, like Acme Panel <refunds@acme.example>."),
        "reply_to": Setting(default="", help="Where answers go, when not to the sender."),
        "staff": Setting("texts", default=(), help="Who of the staff gets the messages that are for the staff."),
        "subject": Setting(default="Your refund request", help="The subject of mails to customers."),
        "html": Setting("boolean", default=False, help="Whether mails have an HTML part beside the plain text."),
        "timeout": Setting("integer", default=10, minimum=1, help="Seconds to wait for each answer, at most 25."),
    }
)
_LONGEST_WAIT = 25
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The settings, read. ``context`` is None where nothing is encrypted."""

    host: str
    port: int
    tls: Literal["starttls", "tls", "none"]
    context: ssl.SSLContext | None = field(repr=False)
    user: str
    password: str = field(repr=False)
    sender: Address
    reply_to: Address | None
    staff: tuple[str, ...]
    subject: str
    html: bool
    timeout: int


def parse_settings(given: Mapping[str, Any]) -> MailSettings:
    """The settings of one sender; ``Refused`` names the one that is wrong."""
    if given["tls"] == "none" and not _is_loopback(given["host"]):
        raise _refused("tls", "without TLS only a server on this machine is spoken to: localhost or 127.0.0.1")
    if given["timeout"] > _LONGEST_WAIT:
        raise _refused("timeout", f"it may be at most {_LONGEST_WAIT} seconds")
    if given["port"] > _LAST_PORT:
        raise _refused("port", f"it may be at most {_LAST_PORT}")
    if bool(given["user"]) != bool(given["password"]):
        raise _refused("password" if given["user"] else "user", "user and password belong together")
    if not given["subject"].strip() or not given["subject"].isprintable():
        raise _refused("subject", "it has to be one line of visible characters")
    return MailSettings(
        host=given["host"],
        port=given["port"],
        tls=given["tls"],
        context=None if given["tls"] == "none" else _context(given["ca_file"]),
        user=given["user"],
        password=given["password"],
        sender=_named("sender", given["sender"]),
        reply_to=_named("reply_to", given["reply_to"]) if given["reply_to"] else None,
        staff=tuple(_mailbox("staff", each) for each in given["staff"]),
        subject=given["subject"].strip(),
        html=given["html"],
        timeout=given["timeout"],
    )


def _context(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ValueError) as error:
        raise _refused("ca_file", f"it holds no certificates that can be read ({type(error).__name__})") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _named(key: str, text: str) -> Address:
    try:
        return parse_named(text)
    except AddressRefusedError as error:
        raise _refused(key, str(error)) from None


def _mailbox(key: str, text: str) -> str:
    try:
        return parse_mailbox(text)
    except AddressRefusedError as error:
        raise _refused(key, str(error)) from None


def _refused(key: str, text: str) -> Refused:
    return Refused("field_invalid", text, field=key)
