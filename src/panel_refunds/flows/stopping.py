"""A refund that no gateway has is stopped: its account was forfeited or terminated, or its payment lost.

What was not sent is stopped at once; what a gateway has, or may have, goes on. Where it turns out later that the
gateway never ran a refund, that one is stopped then: else it would be neither sent nor let go, or be let go to somebody
who may not have it. (Clauses 2.1, 6.1, 6.2)
"""

from __future__ import annotations

from panel_refunds.flows.deciding import let_go
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.settling import seize_forfeited
from panel_refunds.flows.ticketing import stop_clock, tell
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books
from panel_refunds.tickets import letters


def not_sent(books: Books, refund: Refund) -> bool:
    """Whether no gateway can have it: nothing was sent yet, or the gateway said that it did not run what was."""
    if refund.state == "sending":
        return books.attempts_of(refund.refund_id)[-1].state == "prepared"
    return refund.state in ("held", "approved")


def stop_if_over(desk: Desk, books: Books, wallet: Wallet, refund: Refund) -> Refund | None:
    """Stop a refund that no gateway has, where nothing may be sent any more; None when it may go on."""
    account = books.get_customer(wallet.customer_id).state
    if account in ("forfeited", "terminated"):
        return stop_refund(desk, books, wallet, refund, f"account_{account}")
    if books.get_deposit(refund.deposit_id).dispute == "lost":
        return stop_refund(desk, books, wallet, refund, "payment_disputed")
    return None


def stop_refund(desk: Desk, books: Books, wallet: Wallet, refund: Refund, why: str) -> Refund:
    """Let go of all it holds, tell the customer, and end the request where nothing else of it goes on."""
    stopped = let_go(desk, books, wallet, refund, why)
    seize_forfeited(desk, books, wallet, stopped)
    books.unschedule("pay", refund.refund_id)
    books.unschedule("follow", refund.refund_id)
    request = save_request_state(books, stopped)
    text = letters.forfeited() if why == "account_forfeited" else letters.stopped(why, refund.gross, request.currency)
    tell(desk, books, request, "refund_stopped", text)
    if request.state == "declined":
        stop_clock(books, request)
    return stopped
