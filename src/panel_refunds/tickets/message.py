"""One message in the conversation of a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MessageKind = Literal["customer", "staff", "system", "note"]


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """``author`` is ``customer``, ``system`` or a person of the staff; the customer never sees a ``note``."""

    message_id: str
    request_id: str
    wallet_id: str
    author: str
    kind: MessageKind
    text: str
    at: datetime
