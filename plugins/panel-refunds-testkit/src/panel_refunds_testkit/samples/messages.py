"""What a notifier is asked to bring: a sentence, a book, and texts that would like to be something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from panel_refunds.ports import Message
from panel_refunds_testkit.peer.clock import START

MARK = "Refund of 20.00 USD was approved"
CONTACT = MappingProxyType({"email": "maya.private@customers.example", "telegram": "77001122"})
TO_CUSTOMER = Message(
    "refund_approved", "tenant-first", "maya", "req_1", f"{MARK}.", {"amount": "20.00 USD"}, START, CONTACT
)
TO_STAFF = replace(TO_CUSTOMER, kind="refund_needs_review", customer=None, contact=MappingProxyType({}))
INJECTED = "evil.injected@example.net"
SPELT: Mapping[str, str] = MappingProxyType(
    {
        "new lines and a header": f"{MARK}\r\nBcc: {INJECTED}\r\n\r\nand a body",
        "bare line feeds": f"{MARK}\nBcc: {INJECTED}\nSubject: other",
        "the end of a mail": f"{MARK}\r\n.\r\nMAIL FROM:<{INJECTED}>\r\n",
        "markup": f'{MARK} <b>bold</b> <a href="https://{INJECTED}">here</a> & <script>x</script> [x](y) *z* _u_ `v`',
        "control characters": f"{MARK}\x00\x07\x1b[2J\x7f",
        "other scripts": f"{MARK} – é ñ 漢字 ١٢ 😀 \u202e\u200b",
        "a half of a character": f"{MARK} \ud83d",
        "JSON": f'{MARK} "}}],"to":"{INJECTED}"',
        "almost nothing": ".",
    }
)
LONG = f"{MARK}. " + "A very long reason, word after word. " * 2700
"""About a hundred thousand letters."""
