"""What the audit may find: one code for each kind of damage, and a report of all that was found.

A fault is a value, not an exception: damage seldom comes alone, and whoever has to mend the books needs the whole
picture, with the ids of everything concerned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # the journal
        "entry_unbalanced": "The postings of an entry do not sum to zero.",
        "entry_missing": "An entry's number is missing in the middle of a journal.",
        "entry_altered": "An entry's content is not what its hash was made of.",
        "chain_broken": "An entry does not carry the hash of the one before.",
        "head_differs": "The wallet's number of entries or newest hash is not that of its journal.",
        "entry_from_future": "An entry lies in the future.",
        "entry_kind_unknown": "An entry is of a kind that no part of this program writes.",
        "entry_about_nothing": "An entry is about something that this wallet does not have.",
        "entry_orphaned": "An entry belongs to no wallet.",
        "posting_orphaned": "A posting belongs to no entry.",
        "posting_misplaced": "A posting names an account that is not known, or a lot where there can be none, or none.",
        # lots, holds and kept figures
        "lot_missing": "The journal moves a lot that this wallet does not have.",
        "lot_unposted": "No entry ever put money into a lot.",
        "lot_amount_differs": "A lot was opened with another amount than it says.",
        "lot_left_differs": "What is free of a lot is not what the journal says.",
        "lot_held_differs": "What is set aside of a lot is not what the journal says.",
        "lot_negative": "A lot has, or once had, less than nothing.",
        "lot_flag_wrong": "A lot counts as open though nothing is in it, or as used up though something is.",
        "lot_origin_missing": "A lot remembers a deposit or an order that this wallet does not have.",
        "lot_origin_differs": "A lot says it came from elsewhere than the entry that opened it.",
        "void_bonus_with_money": "A void bonus still has money.",
        "balance_differs": "The kept balance of a wallet is not the sum of its lots.",
        "hold_sum_differs": "The open holds of a lot are not what is set aside of it.",
        "hold_negative": "A hold is for less than nothing.",
        "hold_misplaced": "A hold is on a lot of another wallet or another sort of money.",
        "hold_orphaned": "A hold is for nothing that exists.",
        "owner_missing": "A wallet belongs to nobody.",
        "forfeiture_unrecorded": "An account is forfeited and nobody is on record for it.",
        "termination_unrecorded": "An account is terminated and nobody is on record for it.",
        "account_reopened": "An account that was terminated or forfeited for good counts as something else.",
        "forfeited_with_money": "A forfeited account still has money from before.",
        # deposits
        "deposit_misplaced": "A deposit belongs to no wallet, or to another customer or currency than its wallet.",
        "deposit_not_credited": "A deposit was not credited exactly once with its amount, at its time.",
        "deposit_fee_differs": "The fee of a deposit is not what was booked.",
        "deposit_overpaid": "More goes back to a deposit than came in.",
        "payment_credited_twice": "Two deposits are of the same payment.",
        "clearing_differs": "What lies at a gateway is not what came in, less fees and what went back.",
        "fees_differ": "The fees that were booked are not those of the deposits and refunds.",
        # orders
        "order_misplaced": "An order belongs to no wallet, or to another customer or currency than its wallet.",
        "order_not_charged": "An order was not charged exactly once.",
        "order_charge_differs": "An order's charge is not what was booked.",
        "order_slices_differ": "The slices of an order are not its charge, or not the lots that paid it.",
        "order_returned_differs": "What an order gave back is not what was booked, or more than its charge.",
        "slice_orphaned": "A slice belongs to no order.",
        "sales_differ": "What was sold is not what the orders say.",
        # refunds and attempts
        "refund_misplaced": "A refund belongs to another wallet than its request or its deposit.",
        "refund_not_booked": "A paid refund is not booked, or one that is not paid is.",
        "refund_figures_differ": "A refund was booked with other figures than it has.",
        "refund_holds_differ": "What is set aside for a refund is not what its state asks for.",
        "refund_unproven": "A paid refund has neither a successful attempt nor a reference.",
        "refund_attempt_differs": "A refund and its attempts tell different stories.",
        "refund_after_loss": "A refund was sent after the dispute about its payment was lost.",
        "attempt_misplaced": "An attempt is of another deposit, payment or wallet than its refund, or of no refund.",
        "attempt_figures_differ": "An attempt is about other money than its refund.",
        "attempts_open_twice": "Two attempts on one deposit are undecided.",
        "attempt_key_reused": "Two attempts carry the same key.",
        "bonus_deducted_differs": "More of a bonus counts as paid by refunds than refunds have charged for it.",
        # requests and disputes
        "request_misplaced": "A request belongs to no wallet, or to another customer or currency than its wallet.",
        "request_state_differs": "A request's state is not that of its refunds.",
        "decision_missing": "A request has no decision, or one of another request.",
        "decision_orphaned": "A decision belongs to no request.",
        "dispute_misplaced": "A dispute is about a deposit that its wallet does not have.",
        "dispute_state_differs": "A deposit and its disputes tell different stories.",
        "disputes_open_twice": "Two disputes of one deposit are undecided.",
        "disputed_money_free": "Money of a disputed deposit is free, or of a lost one whose loss it should cover.",
        "dispute_not_booked": "A lost dispute was not booked exactly once with its amount.",
        "dispute_loss_differs": "What a lost dispute cost the house is not what was booked, or less than nothing.",
        "dispute_holds_differ": "Something is set aside for a dispute that is not open.",
        # any row
        "row_unreadable": "A row holds something that cannot be read.",
    }
)
"""Code → what it means."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``code`` is a key of ``FAULTS``, ``text`` a sentence with the figures."""

    code: str
    text: str
    ids: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.code not in FAULTS:
            raise LookupError(f"{self.code!r} is not a known fault")

    def __str__(self) -> str:
        return f"{self.code}: {self.text} ({', '.join(self.ids)})"

    def as_json(self) -> dict[str, Any]:
        """Code, text and ids, for a program."""
        return {"code": self.code, "text": self.text, "ids": list(self.ids)}


def fault(code: str, text: str, *ids: str | None) -> Fault:
    """A fault about these ids; those that are None are left out, each stands once."""
    return Fault(code, text, tuple(dict.fromkeys(each for each in ids if each)))


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All faults of one tenant's books as they were at ``at``, and how many of each noun were looked at."""

    at: datetime
    faults: tuple[Fault, ...]
    counts: Mapping[str, int]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """The whole report, for a program."""
        return {
            "ok": self.ok,
            "at": self.at.isoformat(),
            "faults": [each.as_json() for each in self.faults],
            "counts": dict(self.counts),
        }
