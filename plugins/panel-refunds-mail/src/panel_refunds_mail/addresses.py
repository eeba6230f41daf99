"""An address is one mailbox, and nothing that could be read as more than one, or as another header.

Customers' addresses come from a panel that may have taken them from a form. What is not plainly *one mailbox at one
host* is refused here, before it comes near a header or a server.
"""

from __future__ import annotations

import re
from email.headerregistry import Address

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})*)")
_NAMED = re.compile(r"([^<>]*)<([^<>]*)>")
_LONGEST = 254


class AddressRefusedError(ValueError):
    """It is not one mailbox; the text does not quote it."""


def parse_mailbox(text: str) -> str:
    """``name@host`` in ASCII, the host's name in its wire form (IDNA); AddressRefusedError for anything else."""
    local, _, host = text.strip().rpartition("@")
    try:
        wire = f"{local}@{host.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise AddressRefusedError("the host of the address cannot be written in ASCII") from None
    if len(wire) > _LONGEST or not _MAILBOX.fullmatch(wire):
        raise AddressRefusedError("it is not one plain address like name@host.example")
    return wire


def parse_named(text: str) -> Address:
    """``Acme Panel <refunds@acme.example>``, or the address alone; AddressRefusedError for anything else."""
    if not text.isprintable():
        raise AddressRefusedError("it holds characters that no header may have")
    named = _NAMED.fullmatch(text.strip())
    name, address = (named.group(1).strip(' "'), named.group(2)) if named else ("", text)
    return Address(name, addr_spec=parse_mailbox(address))
