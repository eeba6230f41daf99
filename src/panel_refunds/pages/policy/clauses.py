"""The order of the policy page: its sections and clauses by number, and where each setting stands.

The numbers are those that the findings of a decision name, so that a reason can point at its clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.pages.policy.choices import Path
from panel_refunds.pages.words import marked


@dataclass(frozen=True, slots=True)
class Heading:
    """A clause: its number, its title, the settings it tells of, and what is always so."""

    number: str
    title: str
    settings: tuple[Path, ...] = ()
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section: its number, its title and its clauses."""

    number: str
    title: str
    clauses: tuple[Heading, ...]


SITES, VERSIONS, UNSPENT, FEES = "1.1", "1.3", "2.2b", "2.4"
"""Clauses that say something which is not in the rules: hosts, dates, examples."""

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "1",
        marked("What this policy is about"),
        (
            Heading(SITES, marked("Where it holds")),
            Heading(
                "1.2",
                marked("What your balance is"),
                always=(
                    marked(
                        "Your balance is money paid ahead for orders. It is no bank account, bears no interest and is "
                        "not insured like one."
                    ),
                ),
            ),
            Heading(VERSIONS, marked("Which version counts")),
        ),
    ),
    Chapter(
        "2",
        marked("Taking a deposit back"),
        (
            Heading("2.1", marked("What may go back"), (("deposits", "refundable"), ("deposits", "destination"))),
            Heading("2.2a", marked("Until when you can ask"), (("deposits", "window"),)),
            Heading(
                UNSPENT,
                marked("How much may go back"),
                (("deposits", "used_at_most_percent"), ("spending", "first")),
                (marked("Only what is unspent can go back, and nothing that is set aside for another request."),),
            ),
            Heading("2.2c", marked("Where it goes"), (("deposits", "if_impossible"),)),
            Heading(
                "2.3",
                marked("Bonus"),
                (("bonus", "cancel_on"), ("bonus", "restore_if_declined"), ("bonus", "already_spent")),
                (marked("Bonus is not money of yours: it is never paid out."),),
            ),
            Heading(
                FEES,
                marked("Fees and least amounts"),
                (
                    ("deposits", "processor_fee"),
                    ("deposits", "own_fee", "percent_ppm"),
                    ("deposits", "own_fee", "fixed"),
                    ("deposits", "minimum", "requested"),
                    ("deposits", "minimum", "received"),
                    ("deposits", "minimum", "balance"),
                ),
                (marked("If the fees would keep all of a refund, nothing is sent."),),
            ),
        ),
    ),
    Chapter(
        "3",
        marked("Money that orders give back"),
        (
            Heading("3.1", marked("What the status of an order pays back"), (("orders", "status"),)),
            Heading(
                "3.2",
                marked("Which money comes back"),
                (("spending", "returns"),),
                (marked("Bonus that was spent on an order comes back as bonus."),),
            ),
            Heading(
                "3.3",
                marked("Taking that money out"),
                (("order_refunds", "withdrawable"), ("order_refunds", "window")),
            ),
        ),
    ),
    Chapter(
        "4",
        marked("What is not paid back"),
        (
            Heading(
                "4.1", marked("Orders after they are completed"), (("orders", "after_completed"), ("orders", "drops"))
            ),
            Heading("4.2", marked("Causes on your side"), (("orders", "reasons"),)),
            Heading(
                "4.3",
                marked("Cancelling an order"),
                (("orders", "customer_cancel", "allowed"), ("orders", "customer_cancel", "after")),
            ),
        ),
    ),
    Chapter(
        "5",
        marked("Asking for a refund"),
        (
            Heading(
                "5.1",
                marked("How to ask"),
                (("tickets", "subjects"), ("tickets", "required"), ("tickets", "channels")),
                (marked("The moment counts at which your request is complete."),),
            ),
            Heading("5.2", marked("Asking for too much"), (("tickets", "over_ask"), ("tickets", "offer_stands"))),
            Heading(
                "5.3",
                marked("Who decides"),
                (
                    ("review", "approvers"),
                    ("review", "opener_may_approve"),
                    ("review", "auto_approve"),
                    ("review", "auto_decline"),
                ),
            ),
        ),
    ),
    Chapter(
        "6",
        marked("Accounts that break the rules"),
        (
            Heading("6.1", marked("Terminated accounts"), (("accounts", "terminated"),)),
            Heading(
                "6.2",
                marked("Forfeiture"),
                (("accounts", "forfeiture", "people"), ("accounts", "forfeiture", "takes")),
                (
                    marked(
                        "Where there is fraud, abuse of bonuses through several accounts, or illegal use, the balance "
                        "is taken at once and for good."
                    ),
                ),
            ),
        ),
    ),
    Chapter(
        "7",
        marked("How long it takes"),
        (
            Heading("7.1", marked("Until we answer"), (("review", "within"), ("review", "remind_before"))),
            Heading(
                "7.2",
                marked("Until the money arrives"),
                (("payout", "arrives"), ("payout", "arrives_from"), ("payout", "wait_for_gateway_balance")),
                (
                    marked("How long your bank or wallet takes is not in our hands."),
                    marked("If a refund fails after it was sent, the money is on your balance again and we tell you."),
                ),
            ),
        ),
    ),
)
