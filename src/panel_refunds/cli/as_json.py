"""What ``--json`` prints of a quote, a request or a refund: exactly what the HTTP API answers to the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.quote_balance import BalanceQuote
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.web.answers.balances import show_quote
from panel_refunds.web.answers.refunds import show_refund
from panel_refunds.web.answers.requests import show_request


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """Who runs a command sits at the tenant's desk and may see what the staff sees."""

    desk: Desk
    for_staff: bool = True


def quote_json(desk: Desk, quote: BalanceQuote) -> dict[str, Any]:
    """A quote with its deposits and findings."""
    return show_quote(AtTheDesk(desk), quote).model_dump(mode="json")


def request_json(desk: Desk, request: RefundRequest) -> dict[str, Any]:
    """A request as it is now, with its decision, refunds and conversation."""
    return show_request(AtTheDesk(desk), request).model_dump(mode="json")


def refund_json(desk: Desk, refund: Refund) -> dict[str, Any]:
    """A refund as it is now, with its attempts."""
    return show_refund(AtTheDesk(desk), refund.refund_id).model_dump(mode="json")
