"""Orders: placed by the panel and charged here; cancelled by asking the provider; decided by people where they must."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from panel_refunds.flows.cancel_order import cancel_order
from panel_refunds.flows.decide_order import decide_order
from panel_refunds.flows.place_order import MOST, OrderPlaced, place_order
from panel_refunds.flows.record_placement import record_placement
from panel_refunds.money import Money, parse_positive
from panel_refunds.orders.order import Order
from panel_refunds.web.answers.orders import OrderView, show_order
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.fields import Amount, Currency, CustomerId, Given, Host, Line, Person, Ref, Text, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "orders"
_MOST_RAW = 100_000


class OrderGiven(Given):
    """An order as the panel places it; without ``provider_ref`` the provider's id is not known (yet)."""

    customer: CustomerId
    charge: Amount
    quantity: Annotated[int, Field(ge=1, le=MOST)]
    provider: Word
    provider_ref: Ref | None = None
    service: Line = ""
    runs: Annotated[int, Field(ge=0, le=MOST)] = 1
    refill_days: Annotated[int, Field(ge=0, le=36_500)] = 0
    currency: Currency | None = None
    site: Host | None = None


class PlacementGiven(Given):
    """The provider's answer to placing the order, exactly as it came, with its HTTP status."""

    raw: Annotated[str, Field(max_length=_MOST_RAW)]
    http_status: Annotated[int, Field(ge=100, le=599)] = 200


class CancelGiven(Given):
    """Which customer asks; the order has to be theirs."""

    customer: CustomerId


class DecisionGiven(Given):
    """What of an order that waits for a person goes back, who says so, and why."""

    pays: Literal["whole", "undelivered", "nothing"]
    by: Person
    text: Text


class OrderQuery(PageQuery):
    """Which orders; ``review`` are those that wait for a person."""

    customer: CustomerId | None = None
    review: Annotated[bool, Field(strict=False)] = False


def place(call: Call, body: OrderGiven) -> Order:
    """Charge an order to the customer's balance, bonus first, oldest money first."""
    _, policy = call.policy_of(body.site)
    currency = call.currency_of(body.currency)
    placed = OrderPlaced(
        customer_id=body.customer,
        charge=Money(parse_positive(body.charge, field="charge"), currency),
        quantity=body.quantity,
        provider=body.provider,
        provider_ref=body.provider_ref,
        service=body.service,
        runs=body.runs,
        refill_days=body.refill_days,
        policy=policy,
    )
    return place_order(call.desk, placed)


def tell_placement(call: Call, body: PlacementGiven) -> Order:
    """Hand over the provider's raw answer; an order that was refused there was never placed, and comes back whole."""
    raw = body.raw.encode("utf-8", "replace")
    return record_placement(call.desk, call.path["order"], raw, http_status=body.http_status)


def cancel(call: Call, body: CancelGiven) -> Order:
    """Ask the provider to cancel an order that has not started; money moves only on its status."""
    return cancel_order(call.desk, call.path["order"], customer_id=body.customer)


def decide(call: Call, body: DecisionGiven) -> Order:
    """Decide an order that waits for a person."""
    return decide_order(call.desk, call.path["order"], pays=body.pays, by=body.by, text=body.text)


def show_one(call: Call, _asked: Given) -> OrderView:
    """One order."""
    return show_order(call, _order(call))


def show_many(call: Call, asked: OrderQuery) -> Page[OrderView]:
    """Orders, oldest first."""
    with call.desk.read() as books:
        found = books.list_orders(
            customer_id=asked.customer, in_review=asked.review, after=asked.after, limit=asked.limit + 1
        )
    items = [show_order(call, order) for order in found[: asked.limit]]
    return Page[OrderView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def _order(call: Call) -> Order:
    with call.desk.read() as books:
        return books.get_order(call.path["order"])


def _again(call: Call, _body: Given, _subject: str) -> Order:
    return _order(call)


OPERATIONS = (
    Write(
        "/orders",
        "place_order",
        "orders",
        place,
        show_order,
        OrderView,
        OrderGiven,
        status=201,
        only_books=True,
        codes=("amount_invalid", "currency_unknown", "insufficient_funds"),
        tag=TAG,
    ),
    Read("/orders", "list_orders", "read", show_many, Page[OrderView], OrderQuery, tag=TAG),
    Read("/orders/{order}", "get_order", "read", show_one, OrderView, tag=TAG),
    Write(
        "/orders/{order}/placement",
        "tell_placement",
        "orders",
        tell_placement,
        show_order,
        OrderView,
        PlacementGiven,
        wakes=True,
        codes=("already_exists",),
        tag=TAG,
    ),
    Write(
        "/orders/{order}/cancel",
        "cancel_order",
        "requests",
        cancel,
        show_order,
        OrderView,
        CancelGiven,
        again=_again,
        codes=("cancel_not_possible", "cancel_not_offered"),
        tag=TAG,
    ),
    Write(
        "/orders/{order}/decide",
        "decide_order",
        "review",
        decide,
        show_order,
        OrderView,
        DecisionGiven,
        wakes=True,
        codes=("reason_needed", "request_not_in_review"),
        tag=TAG,
    ),
)
