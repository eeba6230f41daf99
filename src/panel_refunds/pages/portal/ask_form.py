"""The form in which a customer asks for money back, and what can be chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField

from panel_refunds.errors import Refused
from panel_refunds.flows.reading_ask import RefundAsked
from panel_refunds.ids import is_id
from panel_refunds.money import format_units
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.portal.refusals import told
from panel_refunds.pages.portal.typed import read_amount, read_words
from panel_refunds.pages.visit import Visit
from panel_refunds.policy.settings import TicketRules
from panel_refunds.refunds.request import Target

CHANNEL = "portal"
MOST_ORDERS = 50
ORDER_REFUNDS = "order_refunds"


class AskForm(GuardedForm):
    """``of`` is empty for everything, else a deposit, an order, or what orders gave back."""

    currency = HiddenField()
    amount = StringField()
    of = StringField()
    subject = StringField()
    text = TextAreaField()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be asked about; ``group`` is the heading it stands under."""

    value: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks; ``faults`` are the fields that cannot be read, each with a sentence."""

    form: Any
    asked: RefundAsked
    faults: Mapping[str, str] = field(default_factory=dict)


def read_asked(visit: Visit, form: Any) -> Asked:
    """The form as a flow takes it. What a person typed stays in the form, whatever is wrong with it."""
    faults: dict[str, str] = {}
    amount = None
    if (form.amount.data or "").strip():
        try:
            amount = read_amount(form.amount.data, visit.words.locale)
        except Refused as refused:
            faults["amount"] = told(visit.words, refused)
    words = {}
    for name in ("text", "subject"):
        try:
            words[name] = read_words(form[name].data or "")
        except Refused:
            faults[name] = visit.words("This is too long, or holds characters that cannot be kept.")
    target, about = read_target(form.of.data or "")
    asked = RefundAsked(
        customer_id=visit.customer,
        site=visit.host,
        policy=visit.policy_name,
        amount=amount,
        target=target,
        about=about,
        subject=words.get("subject", "")[:300],
        channel=CHANNEL,
        text=words.get("text", ""),
        currency=form.currency.data or None,
        files=visit.uploads,
    )
    return Asked(form, asked, faults)


def read_target(of: str) -> tuple[Target, str | None]:
    """What a request is about, from the one field; refused with ``not_found`` for what is none of the choices."""
    if not of:
        return "everything", None
    if of == ORDER_REFUNDS:
        return "order_refunds", None
    for noun in ("deposit", "order"):
        if is_id(of, noun):
            return ("deposit", of) if noun == "deposit" else ("order", of)
    raise Refused("not_found", field="of")


def tickets_of(visit: Visit) -> TicketRules:
    """What the policy in force wants of a request."""
    return visit.tenant.policy_at(visit.policy_name, visit.desk.now()).rules.tickets


def choices_of(visit: Visit, currency: str, of: str, tickets: TicketRules) -> list[Choice]:
    """What can be asked about in one currency; without a deposit or order in the policy, everything comes first."""
    _, figures = visit.words, visit.figures
    found: list[Choice] = []
    if not {"deposit", "order"} & set(tickets.required):
        found.append(Choice("", _("Everything that can go back, oldest deposit first")))
    with visit.desk.read() as books:
        wallet_id = books.find_wallet(visit.customer, currency)
        if wallet_id is None:
            return found
        wallet = books.wallet(wallet_id)
        ids = {lot.deposit_id for lot in wallet.lots.values() if lot.is_cash and lot.open and lot.deposit_id}
        deposits = books.deposits_by_id(sorted(ids | ({of} if is_id(of, "deposit") else set())))
        orders = books.newest_orders_of(visit.customer, limit=MOST_ORDERS) if "order" in tickets.required else []
        if is_id(of, "order") and of not in {order.order_id for order in orders}:
            orders = [*books.orders_by_id([of]).values(), *orders]
    if "order" not in tickets.required:
        mine = (deposit for deposit in deposits.values() if deposit.wallet_id == wallet_id)
        for deposit in sorted(mine, key=lambda each: (each.credited_at, each.deposit_id)):
            shown = figures.amount(format_units(deposit.amount, currency), currency)
            text = _("{amount} paid in on {day}", amount=shown, day=figures.day_of(deposit.credited_at))
            name = f"{text} · {deposit.display}" if deposit.display else text
            found.append(Choice(deposit.deposit_id, name, _("One deposit")))
        if any(lot.kind == "order_refund" and lot.left for lot in wallet.lots.values()):
            found.append(Choice(ORDER_REFUNDS, _("Only what orders gave back"), _("Orders")))
    found += [
        Choice(order.order_id, f"{order.service or order.order_id} · {figures.day_of(order.placed_at)}", _("Orders"))
        for order in orders
        if order.currency == currency and order.customer_id == visit.customer
    ]
    return found
