"""A sentence for each word that a setting of a policy file may have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.pages.words import marked

Path = tuple[str, ...]

CHOICES: Mapping[Path, Mapping[object, str]] = MappingProxyType(
    {
        ("deposits", "refundable"): {
            "right": marked("You may take back the unspent part of a deposit."),
            "discretion": marked(
                "A person decides each time whether the unspent part of a deposit goes back. Nobody has a right to it."
            ),
            "never": marked("Deposits stay on the balance: they do not go back."),
        },
        ("deposits", "destination"): {
            "original": marked("Money goes back only to the card, account or wallet from which it was paid."),
            "told_by_customer": marked("Money goes where you tell us, and a person sends it by hand."),
        },
        ("deposits", "if_impossible"): {
            "stays_on_balance": marked("Where a payment cannot go back to its origin, the money stays on the balance."),
            "operator": marked("Where a payment cannot go back to its origin, a person pays it out by hand."),
        },
        ("deposits", "processor_fee"): {
            "whole_once": marked(
                "The fee that the payment processor kept of a deposit is taken off once, from the first refund of it. "
                "While that fee is not known, nothing is sent."
            ),
            "by_share": marked(
                "The fee that the payment processor kept of a deposit is taken off by share: each refund bears its "
                "part. While that fee is not known, nothing is sent."
            ),
            "house_pays": marked("We bear the payment processor's fee: nothing is taken off for it."),
        },
        ("spending", "first"): {
            ("bonus", "cash"): marked("An order spends bonus first and your own money after it, always the oldest."),
            ("cash", "bonus"): marked("An order spends your own money first and bonus after it, always the oldest."),
        },
        ("spending", "returns"): {
            "last_spent_first": marked("What an order spent last comes back first."),
            "by_share": marked("Your own money and bonus come back in the shares in which the order spent them."),
            "bonus_first": marked("Of what an order gives back, bonus comes back first."),
        },
        ("bonus", "cancel_on"): {
            "request": marked("Bonuses that came with a deposit are out of use as soon as you ask for that deposit."),
            "payout": marked("Bonuses that came with a deposit can be used until the deposit is paid back."),
        },
        ("bonus", "restore_if_declined"): {
            True: marked("If your request is declined, these bonuses come back."),
            False: marked("If your request is declined, these bonuses do not come back."),
        },
        ("bonus", "already_spent"): {
            "ignore": marked("A bonus that is spent already takes nothing off your refund."),
            "deduct": marked("A bonus that is spent already is taken off your refund."),
        },
        ("orders", "after_completed"): {
            "ask_person": marked("If a completed order is reported as partial or cancelled later, a person decides."),
            "nothing": marked("If a completed order is reported as partial or cancelled later, nothing comes back."),
        },
        ("orders", "drops"): {
            "refill": marked(
                "What is lost after an order is completed is not paid back. While the service's guarantee runs, we "
                "ask to have it refilled."
            ),
            "nothing": marked("What is lost after an order is completed is neither paid back nor refilled."),
        },
        ("orders", "customer_cancel", "allowed"): {
            "not_started": marked(
                "You may ask to cancel an order that has not started. The money comes back when it is cancelled."
            ),
            "never": marked("You cannot have an order cancelled."),
        },
        ("order_refunds", "withdrawable"): {
            "as_deposit": marked(
                "Money that orders gave back may leave the balance by the rules of the deposit that paid for them."
            ),
            "never": marked("Money that orders gave back stays on the balance, for new orders."),
        },
        ("tickets", "over_ask"): {
            "offer": marked("If you ask for more than can go back, we offer you what can."),
            "cap": marked("If you ask for more than can go back, you get what can."),
            "decline": marked("If you ask for more than can go back, the request is declined."),
        },
        ("review", "opener_may_approve"): {
            True: marked("Who opened a request for you may approve it too."),
            False: marked("Who opened a request for you may not approve it."),
        },
        ("review", "auto_decline"): {
            True: marked("What these rules do not allow is declined without a person."),
            False: marked("Nothing is declined without a person having looked at it."),
        },
        ("payout", "arrives_from"): {
            "sent": marked("This time begins when the money is sent."),
            "approval": marked("This time begins when your request is approved."),
            "request": marked("This time begins when you ask."),
        },
        ("accounts", "terminated"): {
            "deny": marked("An account that was ended for a breach of the rules gets nothing under this policy."),
        },
    }
)

STATUS_EFFECTS: Mapping[str, str] = MappingProxyType(
    {
        "whole": marked("{status}: the whole price comes back to the balance, at once."),
        "undelivered": marked("{status}: the share that was not delivered comes back to the balance, at once."),
        "nothing": marked("{status}: nothing comes back."),
        "ask_person": marked("{status}: a person decides."),
    }
)
REASON_EFFECTS: Mapping[str, str] = MappingProxyType(
    {
        "nothing": marked("Cause: {reason}. Nothing comes back, whatever the status."),
        "ask_person": marked("Cause: {reason}. A person decides."),
        "by_status": marked("Cause: {reason}. The status decides, as if the cause were not known."),
    }
)
