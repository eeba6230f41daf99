"""Disputes: PayPal lists a payment's cases by its id, and tells of each how it stands when it is asked for by name."""

from __future__ import annotations

from panel_refunds.ports import DisputeFacts, DisputeState
from panel_refunds.ports.asking import NoAnswerError, in_path
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.account import Account
from panel_refunds_paypal.links import find_query
from panel_refunds_paypal.reading import read_dispute

DISPUTES = "/v1/customer/disputes"
PAGE = 50
MOST_PAGES = 4
_WEIGHT: tuple[DisputeState, ...] = ("none", "won", "inquiry", "lost", "open")
"""Of several disputes of one payment the weightiest counts: what is open before what was lost."""


def find_dispute_state(account: Account, payment: str) -> DisputeState:
    """How the payment's disputes stand; ``NoAnswerError`` when there are too many to tell."""
    states: list[DisputeState] = ["none"]
    query: dict[str, str | int] = {"disputed_transaction_id": payment, "page_size": PAGE}
    for _ in range(MOST_PAGES):
        try:
            said = account.get(DISPUTES, **query).said("list")
            states += [_state_of(account, each.text("dispute_id"), payment) for each in _items(said)]
        except LookupError:
            raise NoAnswerError("PayPal lists a dispute that it does not have.") from None
        following = find_query(said, "next", DISPUTES)
        if following is None:
            return max(states, key=_WEIGHT.index)
        if "next_page_token" not in following:
            raise UnreadableError("the next page has no name")
        query["next_page_token"] = following["next_page_token"]
    raise NoAnswerError("The payment has more disputes than can be read.")


def get_dispute(account: Account, ref: str) -> DisputeFacts:
    """The dispute ``PP-D-…``; LookupError when there is none."""
    return read_dispute(account.get(f"{DISPUTES}/{in_path(ref)}").said("dispute").named(ref, "dispute_id"))


def _items(said: Said) -> list[Said]:
    """The page's disputes. Where there are none PayPal may leave the list out, but then the page still links itself."""
    if "items" not in said and find_query(said, "self", DISPUTES) is not None:
        return []
    return list(said.objects("items"))


def _state_of(account: Account, ref: str, payment: str) -> DisputeState:
    facts = get_dispute(account, ref)
    if payment not in facts.payments:
        raise UnreadableError("a dispute in the payment's list is about another one")
    return facts.state
