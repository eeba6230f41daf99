"""Which money a request is about: a deposit, an order, what orders gave back, or all there is."""

from __future__ import annotations

from panel_refunds.policy.snapshot import DepositFacts, LotFacts, Snapshot
from panel_refunds.refunds.request import Ask


def deposits_in_scope(snapshot: Snapshot, ask: Ask) -> list[DepositFacts]:
    """The deposits that the request may touch, oldest first."""
    if ask.target == "deposit":
        return [deposit for deposit in snapshot.deposits if deposit.deposit_id == ask.about]
    return [deposit for deposit in snapshot.deposits if lots_in_scope(deposit, ask)]


def lots_in_scope(deposit: DepositFacts, ask: Ask) -> list[LotFacts]:
    """The lots of ``deposit`` that the request may touch, the deposit's own first."""
    if ask.target == "order":
        return [lot for lot in deposit.lots if lot.order_id == ask.about]
    if ask.target == "order_refunds":
        return [lot for lot in deposit.lots if lot.kind == "order_refund"]
    return list(deposit.lots)
