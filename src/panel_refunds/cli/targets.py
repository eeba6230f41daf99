"""Which money a request is about: one deposit, one order, what orders gave back, or everything.

The same three options wherever a customer says so, and never two of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from panel_refunds.refunds.request import Target

OfDeposit = Annotated[str | None, typer.Option("--deposit", metavar="ID", help="Only of this deposit.")]
OfOrder = Annotated[str | None, typer.Option("--order", metavar="ID", help="Only what this order gave back.")]
OfOrders = Annotated[bool, typer.Option("--order-refunds", help="Only what orders gave back, of all deposits.")]


def chosen_target(
    deposit: str | None, order: str | None, *, everything_of_orders: bool
) -> tuple[Target | None, str | None]:
    """What ``--deposit``, ``--order`` and ``--order-refunds`` name, None for none; a usage error for two of them."""
    if sum((deposit is not None, order is not None, everything_of_orders)) > 1:
        raise typer.BadParameter("--deposit, --order and --order-refunds exclude each other")
    if deposit is not None:
        return "deposit", deposit
    if order is not None:
        return "order", order
    return ("order_refunds" if everything_of_orders else None), None
