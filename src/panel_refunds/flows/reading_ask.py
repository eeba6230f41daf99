"""What a customer asks, read against the books: whose money it is, how much, and whether it is asked for already.

The step that asking and quoting share: what is refused here leaves no trace. (Clause 5)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.flows.attaching import NO_FILES
from panel_refunds.flows.checking_files import Upload
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import Gathered
from panel_refunds.money import parse_payable
from panel_refunds.policy.scope import deposits_in_scope
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.refunds.request import Ask, Target


@dataclass(frozen=True, slots=True)
class RefundAsked:
    """What a customer asks, as it came in.

    ``amount`` is a decimal string, ``"all"``, or None when not said. ``target`` and ``about`` name a deposit or an
    order by our id, or what orders gave back. ``opened_by`` is the staff member who asks for the customer, if one does.
    ``facts`` is what the panel knows of the moment, like ``ip_country``; only fraud checks look at it.
    ``files`` come with the customer's words.
    """

    customer_id: str
    site: str
    policy: str
    amount: str | None
    target: Target = "everything"
    about: str | None = None
    subject: str = ""
    channel: str = "portal"
    text: str = ""
    currency: str | None = None
    opened_by: str | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    files: tuple[Upload, ...] = NO_FILES


def find_money(desk: Desk, asked: RefundAsked) -> tuple[str, str]:
    """The wallet and currency that the request is about."""
    with desk.read() as books:
        if asked.target in ("deposit", "order"):
            noun = books.get_deposit if asked.target == "deposit" else books.get_order
            found = noun(asked.about or "")
            if found.customer_id != asked.customer_id:
                raise Refused("not_found", f"There is no such {asked.target} of this customer.", field="of")
            return found.wallet_id, found.currency
        currency = asked.currency or desk.tenant.currency
        wallet_id = books.find_wallet(asked.customer_id, currency)
        if wallet_id is None:
            raise Refused("not_found", "This customer has no balance in that currency.", field="customer")
        return wallet_id, currency


def read_ask(asked: RefundAsked, procedure: PolicyVersion, currency: str) -> Ask:
    """What is asked, as a decision wants it; refused with ``wrong_channel`` or ``amount_invalid``."""
    channels = procedure.rules.tickets.channels
    if asked.channel not in channels:
        text = "Refund requests are taken only as a ticket of the signed-in customer; please open one in your account."
        raise Refused("wrong_channel", text, field="channel", channels=", ".join(channels))
    everything = asked.amount == "all"
    amount = None if everything or asked.amount is None else parse_payable(asked.amount, currency)
    return Ask(
        amount,
        everything or (amount is None and "amount" not in procedure.rules.tickets.required),
        asked.target,
        asked.about,
        asked.subject,
        asked.channel,
        asked.text,
    )


def refuse_second(gathered: Gathered, ask: Ask) -> None:
    """One open request per deposit, and per order. A request for everything takes what is not asked for yet."""
    if ask.target == "order" and gathered.snapshot.order and gathered.snapshot.order.open_request:
        raise Refused("request_open", request=gathered.snapshot.order.open_request, field="of")
    in_scope = deposits_in_scope(gathered.snapshot, ask)
    blocked = [deposit for deposit in in_scope if deposit.open_request]
    if blocked and len(blocked) == len(in_scope):
        raise Refused("request_open", request=blocked[0].open_request or "", field="of")
