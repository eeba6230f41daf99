"""The question as it goes over the wire: a body, and the three headers that prove who asks.

The body is the canonical form of the context with a few words around it, so its ``inputs_sha256`` is the hash that the
core stores with the verdict. The headers are those of Standard Webhooks; the id is made of the hash, so the same
question has the same id.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from standardwebhooks import Webhook

from panel_refunds.ports import FraudContext, canonical_context, inputs_hash

VERSION = 1
KIND = "panel_refunds.fraud_check"


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: these bytes, under these headers."""

    body: bytes
    headers: dict[str, str]


def make_question(
    context: FraudContext, *, tenant: str, check: str, secret: str, now: datetime, answer_by: datetime
) -> Question:
    """Write the question down and sign it as of ``now``."""
    inputs = inputs_hash(context)
    told = {
        "type": KIND,
        "version": VERSION,
        "tenant": tenant,
        "check": check,
        "answer_by": _moment(answer_by),
        "inputs_sha256": inputs,
        "context": json.loads(canonical_context(context)),
    }
    body = json.dumps(told, sort_keys=True, separators=(",", ":"))
    name = f"chk_{inputs[:32]}"
    # The library takes the digits of a moment as if they were UTC; so they have to be.
    at = now.astimezone(UTC).replace(microsecond=0)
    return Question(
        body.encode("ascii"),
        {
            "content-type": "application/json",
            "accept": "application/json",
            "accept-encoding": "identity",
            "webhook-id": name,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(secret).sign(name, at, body),
        },
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
