"""What is posted: the same bytes in every try, with fields that stay as they are.

    {"type": kind, "timestamp": when it was written, "data": {tenant, customer, request, text, facts}}

Fields may be added one day; none is renamed or taken away. No address of the customer is among them: the panel has it.
"""

from __future__ import annotations

import json
from datetime import UTC

from panel_refunds.ports import Message


def write_payload(message: Message) -> str:
    """The body for ``message``, as JSON text."""
    at = message.at.astimezone(UTC).isoformat(timespec="milliseconds") if message.at else None
    payload = {
        "type": message.kind,
        "timestamp": at.replace("+00:00", "Z") if at else None,
        "data": {
            "tenant": message.tenant,
            "customer": message.customer,
            "request": message.request_id,
            "text": message.text,
            "facts": dict(sorted(message.facts.items())),
        },
    }
    # A half of a character cannot be posted; it would be tried for ever.
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
