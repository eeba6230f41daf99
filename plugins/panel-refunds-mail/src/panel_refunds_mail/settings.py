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
from panel_refunds.ports import Letterhead, Setting
from panel_refunds_mail.addresses import AddressRefusedError, parse_mailbox, parse_named

NO_LETTERHEAD = Letterhead()
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
        "sender": Setting(default="", help="Whom mails come from; without it whom the tenant's brand names."),
        "reply_to": Setting(default="", help="Where answers go, when not to the sender or where the brand says."),
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
    letterhead: Letterhead = NO_LETTERHEAD


def parse_settings(given: Mapping[str, Any], letterhead: Letterhead = NO_LETTERHEAD) -> MailSettings:
    """The settings of one sender, ``letterhead`` where they are silent; ``Refused`` names the one that is wrong."""
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
        sender=_sender(given["sender"], letterhead),
        reply_to=_reply_to(given, letterhead),
        staff=tuple(_mailbox("staff", each) for each in given["staff"]),
        subject=given["subject"].strip(),
        html=given["html"],
        timeout=given["timeout"],
        letterhead=letterhead,
    )


def _sender(given: str, letterhead: Letterhead) -> Address:
    """Whom mails come from, with the brand's name where the mailbox has none."""
    if not given and not letterhead.sender:
        raise _refused("sender", "it is missing, here and in [brand.sender]; name a mailbox in one of them")
    sender = _named("sender", given or letterhead.sender)
    if sender.display_name or not letterhead.name.isprintable():
        return sender
    return Address(letterhead.name, addr_spec=sender.addr_spec)


def _reply_to(given: Mapping[str, Any], letterhead: Letterhead) -> Address | None:
    """Where answers go; the brand's address for them goes with the brand's sender, and not with another one."""
    told = given["reply_to"] or ("" if given["sender"] else letterhead.reply_to)
    return _named("reply_to", told) if told else None


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
