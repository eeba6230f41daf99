"""The panel places an order: its charge is taken from the lots, bonus first, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.refs import check_ref
from panel_refunds.ledger.spend import charge_order
from panel_refunds.money import Money
from panel_refunds.orders.order import Order
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.store import Books, TryAgain


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """An order as the panel tells it. ``provider_ref`` None: the panel does not know the provider's id.

    ``provider`` is the tenant's word for one of its order providers.
    """

    customer_id: str
    charge: Money
    quantity: int
    provider: str
    provider_ref: str | None = None
    service: str = ""
    runs: int = 1
    refill_days: int = 0
    policy: str | None = None


MOST = 10**12
UNPLACED_AFTER = timedelta(hours=1)


def place_order(desk: Desk, placed: OrderPlaced) -> Order:
    """Charge the order to the wallet; refused with ``insufficient_funds`` when the free money is less."""
    # 1. What can be said without the books.
    desk.provider(placed.provider)
    if placed.charge.units <= 0:
        raise Refused("amount_invalid", "An order costs more than zero.", field="charge")
    for name, value, least in (("quantity", placed.quantity, 1), ("runs", placed.runs, 0)):
        if not least <= value <= MOST:
            raise Refused("field_invalid", f"{name} is a whole number from {least} to {MOST}.", field=name)
    if placed.provider_ref is not None:
        check_ref(placed.provider_ref, "provider_ref")
    if not 0 <= placed.refill_days <= 36_500:  # noqa: PLR2004 - a hundred years
        raise Refused("field_invalid", "refill_days is a whole number of days.", field="refill_days")
    now = desk.now()
    version = desk.tenant.policy_at(placed.policy or desk.tenant.policy_name, now)

    # 2. Charge.
    try:
        return _charge(desk, placed, version, now)
    except TryAgain:
        with desk.read() as books:
            desk.stop_if_replayed(books)
            _refuse_known_ref(books, placed)
        raise


def _charge(desk: Desk, placed: OrderPlaced, version: PolicyVersion, now: datetime) -> Order:
    """The order and what it takes from the lots, in one transaction.

    Nothing is looked up that is nearly always new, the idempotency key and the provider's id: the database takes
    neither twice.
    """
    owner = (placed.customer_id, placed.charge.currency)
    with desk.begin(owner=owner, looks_for_key=False) as books:
        wallet_id = books.find_wallet(*owner)
        if wallet_id is None:
            raise Refused("insufficient_funds", "This customer has no balance in that currency.", field="customer")
        wallet = books.wallet(wallet_id, holds=False)
        order_id = desk.new_id("order")
        first = version.rules.spending.first
        slices = charge_order(wallet, order_id=order_id, amount=placed.charge.units, first=first, at=now)
        order = Order(
            order_id=order_id,
            wallet_id=wallet_id,
            customer_id=placed.customer_id,
            currency=placed.charge.currency,
            provider=placed.provider,
            provider_ref=placed.provider_ref,
            service=placed.service,
            quantity=placed.quantity,
            runs=placed.runs,
            charge=placed.charge.units,
            placed_at=now,
            refill_days=placed.refill_days,
            policy=version.label,
            poll_at=now if placed.provider_ref else None,
        )
        books.add_order(order, slices)
        if order.provider_ref is None:
            # The panel hands over the provider's answer in a moment; if it never does, a person must look.
            books.schedule("unplaced", order_id, now + UNPLACED_AFTER)
        desk.remember(books, order_id, order)
    return order


def _refuse_known_ref(books: Books, placed: OrderPlaced) -> None:
    """Two orders with one id at their provider could not be told apart; looked at only when the database refused."""
    if placed.provider_ref is None:
        return
    known = books.find_orders_by_ref(placed.provider, [placed.provider_ref]).get(placed.provider_ref)
    if known:
        text = "Another order has this id at the provider."
        raise Refused("already_exists", text, field="provider_ref", order=known.order_id)
