"""What reconciling may find: one code for each kind of difference, with a sentence and what is done about it.

A difference is a value with everything in it that a person needs to look at both sides. Its ``key`` names it for ever:
the same difference with the same figures is the same key, so nobody is told of it twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

Cure = Literal["repair", "task", "wait", "information"]
"""``repair``: a flow that exists brings the books to it; ``task``: a person decides; ``wait``: look again later."""


class Kind(NamedTuple):
    """A kind of difference: in a sentence, what is done about it, and whether money may have been paid twice."""

    text: str
    cure: Cure
    alarm: bool = False


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        # attempts, ours and theirs
        "refund_unrecorded": Kind("The gateway has a refund of ours that our books do not show as run.", "repair"),
        "status_behind": Kind("The gateway is further with a refund than we are.", "repair"),
        "failed_late": Kind("A refund that succeeded has failed since, or was canceled.", "repair"),
        "attempt_unwatched": Kind("An attempt is not decided, and nothing is scheduled to look after it.", "repair"),
        "missing_at_gateway": Kind("A refund stands in our books, and the gateway has none of it.", "task"),
        "closed_but_paid": Kind("An attempt is closed without success here, and the gateway paid it.", "task", True),
        "amount_differs": Kind("A refund of ours is of another amount or currency at the gateway.", "task"),
        "paid_twice": Kind("The gateway has more than one refund of the same attempt.", "task", True),
        "refund_without_attempt": Kind("A refund at the gateway carries an attempt id that we do not know.", "task"),
        # refunds of others
        "external_refund": Kind("More was paid back at the gateway, and not by us, than our books know.", "repair"),
        "external_overstated": Kind("Our books take more for paid back by others than the gateway shows.", "repair"),
        "external_too_much": Kind("With what others paid back, more goes back than was paid.", "task"),
        # the payment
        "fee_learnt": Kind("The gateway knows the fee of a payment, and we do not yet.", "repair"),
        "fee_differs": Kind("The fee of a payment is another one at the gateway.", "task"),
        "dispute_unknown": Kind("A payment is disputed, or its dispute decided, and we did not hear of it.", "repair"),
        "dispute_differs": Kind("Our books and the gateway disagree about a dispute.", "task"),
        "payment_unknown": Kind("The gateway has no payment of that id that we credited.", "task"),
        "payment_differs": Kind("A payment is of another amount or currency at the gateway.", "task"),
        "payment_not_captured": Kind("We credited a payment that the gateway did not take.", "task"),
        "payment_other_mode": Kind("A payment is play money at a real account, or the other way round.", "task"),
        "payment_not_credited": Kind("The gateway took a payment that nobody credited here.", "information"),
        # the ledger
        "ledger_differs": Kind(
            "The journal booked something else than the gateway paid back; ask `panel-refunds audit`.", "task"
        ),
        # the look itself
        "look_incomplete": Kind("The gateway does not list all refunds of a payment: no absence is certain.", "wait"),
        "deposit_unreadable": Kind("The gateway fails at this payment, and not at the others.", "task"),
        "changes_unreadable": Kind("The gateway's list of changes cannot be read; what is in it was not seen.", "task"),
        "gateway_silent": Kind("The gateway does not answer: what lies behind was not compared.", "wait"),
        "gateway_misconfigured": Kind("The gateway refuses our key, permission or mode.", "task"),
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of a ``deposit`` (None: of none that we have); ``about`` is the id of what differs.

    ``ours`` and ``theirs`` are what each side says, as text; ``refund`` and ``request`` are ours.
    """

    code: str
    gateway: str
    about: str
    ours: str
    theirs: str
    deposit: str | None = None
    refund: str | None = None
    request: str | None = None

    @property
    def kind(self) -> Kind:
        """Its sentence, and what is done about it."""
        return KINDS[self.code]

    @property
    def key(self) -> str:
        """The same for the same difference with the same figures, whenever it is found."""
        content = "|".join((self.code, self.gateway, self.deposit or "", self.about, self.ours, self.theirs))
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    def __str__(self) -> str:
        return f"{self.code}: {self.kind.text} {self.about}: here {self.ours}, there {self.theirs}."

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        named = ("code", "gateway", "deposit", "refund", "request", "about", "ours", "theirs")
        return {**{name: getattr(self, name) for name in named}, "text": self.kind.text}
