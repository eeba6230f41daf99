"""What the panel does in a story: it credits deposits and bonuses, learns fees, places orders, hears of statuses.

Each teller calls the flow that the service calls, and returns a sentence for the timeline.
"""

from __future__ import annotations

from panel_refunds.flows.apply_statuses import StatusTold as Told
from panel_refunds.flows.apply_statuses import apply_statuses
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.place_order import OrderPlaced as Placed
from panel_refunds.flows.place_order import place_order
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.money import Money
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.testing.stories.story import BonusGranted, DepositCredited, FeeKnown, OrderPlaced, StatusTold
from panel_refunds.testing.stories.values import UNKNOWN


def credit(event: DepositCredited, stage: Stage) -> str:
    """Credit a deposit; the scripted gateway has taken its payment."""
    currency = event.currency or stage.tenant.currency
    amount = Money.of(event.amount, currency)
    fee = None if event.fee == UNKNOWN else Money.of(event.fee, currency)
    name = event.id or f"deposit {len(stage.deposits) + 1}"
    taken = PaymentTaken(
        customer_id=event.who,
        gateway=event.gateway or stage.gateway_name or "",
        payment=f"payment-{len(stage.deposits) + 1}",
        amount=amount,
        method=event.method,
        fee=fee,
        policy=stage.policy,
    )
    deposit = credit_deposit(stage.desk, taken)
    stage.gateway.take_payment(deposit.payment, amount, fee=fee)
    stage.deposits[name] = deposit.deposit_id
    stage.customers[event.who] = None
    known = "its fee is not known yet" if fee is None else f"fee {fee}"
    return f"{name}: {amount} came in by {event.method} through {deposit.gateway}, {known}"


def tell_fee(event: FeeKnown, stage: Stage) -> str:
    """The fee of a deposit becomes known."""
    deposit_id = stage.find(stage.deposits, event.of)
    with stage.desk.read() as books:
        deposit = books.get_deposit(deposit_id)
    fee = Money.of(event.amount, deposit.currency)
    record_fee(stage.desk, deposit_id, fee)
    stage.gateway.tell_fee(deposit.payment, fee)
    return f"{event.of}: its fee is {fee}"


def grant(event: BonusGranted, stage: Stage) -> str:
    """Grant a bonus, in the currency of the deposit it is tied to."""
    tied_to, currency = None, stage.currency_of(event.who)
    if event.tied_to:
        tied_to = stage.find(stage.deposits, event.tied_to)
        with stage.desk.read() as books:
            currency = books.get_deposit(tied_to).currency
    amount = Money.of(event.amount, currency)
    grant_bonus(stage.desk, event.who, amount, tied_to=tied_to)
    stage.customers[event.who] = None
    return f"a bonus of {amount}" + (f" that belongs to {event.tied_to}" if event.tied_to else "")


def place(event: OrderPlaced, stage: Stage) -> str:
    """Charge an order and hand it to the provider, where it is pending."""
    name = event.id or f"order {len(stage.orders) + 1}"
    placed = Placed(
        customer_id=event.who,
        charge=Money.of(event.amount, stage.currency_of(event.who)),
        quantity=event.quantity,
        provider=stage.provider_name,
        provider_ref=name,
        runs=event.runs,
        refill_days=event.refill_days,
        policy=stage.policy,
    )
    order = place_order(stage.desk, placed)
    stage.provider.set_order(name, "Pending")
    stage.orders[name] = order.order_id
    runs = f" × {event.runs}" if event.runs > 1 else ""
    return f"{name}: an order of {event.quantity}{runs} for {placed.charge}"


def tell_status(event: StatusTold, stage: Stage) -> str:
    """The provider says how an order stands."""
    order_id = stage.find(stage.orders, event.of)
    state = stage.read_state(event.of, event.word, event.remains)
    stage.provider.set_order(event.of, event.word, state.remains)
    apply_statuses(stage.desk, [Told(order_id, state.status, state.raw_status, state.remains, event.reason)])
    remains = "" if event.remains is None else f", {event.remains} remain"
    why = f" ({event.reason})" if event.reason else ""
    return f"{event.of}: the provider says “{event.word}”{remains}{why}"
