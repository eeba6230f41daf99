"""Every key of a policy file, by table, with its clause.

This is the whole language of ``policies/NAME/DATE.toml``: the reader accepts exactly this, the reference page
prints exactly this. Words come from the types in ``panel_refunds.policy.settings``, defaults from its values.
"""

from __future__ import annotations

from functools import cache

from panel_refunds.policy import settings
from panel_refunds.tenants.approval import ApprovalByRule
from panel_refunds.tenants.figures import AmountsIn, PercentPpm
from panel_refunds.tenants.kinds import Flag, ListOf, OneOf, Text, Whole, words_of
from panel_refunds.tenants.spans import SpanOf, WindowFrom, WorkingDaysRange
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.word_table import WordTable

# What a status word may do that nobody has built in: never pay.
_UNPAID = OneOf(("nothing", "ask_person"))
_NAME = r"[a-z][a-z0-9_-]{0,31}"


@cache
def policy_table(currency: str) -> Table:
    """All tables of a policy file of a tenant whose currency is ``currency``."""
    return Table(
        {
            "deposits": Key(_deposits(AmountsIn(currency))),
            "order_refunds": Key(_order_refunds()),
            "spending": Key(_spending()),
            "bonus": Key(_bonus()),
            "orders": Key(_orders()),
            "tickets": Key(_tickets()),
            "review": Key(_review(AmountsIn(currency, zero=False))),
            "payout": Key(_payout()),
            "accounts": Key(_accounts()),
        }
    )


def _deposits(amounts: AmountsIn) -> Table:
    rules = settings.DepositRules
    minimum = Table(
        {
            "requested": Key(amounts, "the least gross amount of a request; equal passes", "2"),
            "received": Key(amounts, "the least net amount that would arrive; equal passes", "2"),
            "balance": Key(amounts, "the least cash and bonus before the request; equal passes", "2"),
        }
    )
    own_fee = Table(
        {
            "percent": Key(
                PercentPpm(), "of each refund's gross, rounded up to the minor unit", "2.4", field="percent_ppm"
            ),
            "fixed": Key(amounts, "once per request, from the oldest deposit first", "2.4"),
        }
    )
    return Table(
        {
            "refundable": Key(
                OneOf(words_of(rules, "refundable")), "by right, by a person's decision each time, or never", "2.1"
            ),
            "window": Key(WindowFrom(("credited", "last_use")), "until when a complete request must be there", "2.2a"),
            "minimum": Key(minimum),
            "used_at_most_percent": Key(
                Whole(0, 100), "how much of a deposit may be spent; 0: only an untouched one", "2.2b"
            ),
            "destination": Key(
                OneOf(words_of(rules, "destination")),
                "back to the payment, or where the customer says (an operator pays by hand)",
                "2.1, 2.2c",
            ),
            "if_impossible": Key(
                OneOf(words_of(rules, "if_impossible")),
                "what happens when it cannot go back: it stays, or an operator pays by hand",
                "2.2c",
            ),
            "processor_fee": Key(
                OneOf(words_of(rules, "processor_fee")),
                "the processor's own fee: deducted once, by share of each refund, or never",
                "2.4",
            ),
            "own_fee": Key(own_fee),
        }
    )


def _order_refunds() -> Table:
    return Table(
        {
            "withdrawable": Key(
                OneOf(words_of(settings.OrderRefundRules, "withdrawable")),
                "whether money that orders gave back may leave the balance, by the rules of its deposit",
                "3.3",
            ),
            "window": Key(WindowFrom(("returned", "last_use")), "until when it may be asked for", "3.3"),
        }
    )


def _spending() -> Table:
    return Table(
        {
            "first": Key(
                ListOf(OneOf(words_of(settings.Spending, "first")), every=True),
                "what an order takes first; oldest first inside each",
                "2.2b",
            ),
            "returns": Key(
                OneOf(words_of(settings.Spending, "returns")), "which money comes back from an order first", "3.1, 3.2"
            ),
        }
    )


def _bonus() -> Table:
    return Table(
        {
            "cancel_on": Key(
                OneOf(words_of(settings.BonusRules, "cancel_on")),
                "when the bonuses tied to a deposit go out of use",
                "2.3",
            ),
            "restore_if_declined": Key(Flag(), "whether they come back when the request is declined", "2.3"),
            "already_spent": Key(
                OneOf(words_of(settings.BonusRules, "already_spent")), "what a bonus that is spent already costs", "2.3"
            ),
        }
    )


def _orders() -> Table:
    effects = OneOf(words_of(settings.OrderRules, "status"))
    reasons = OneOf(words_of(settings.OrderRules, "reasons"))
    cancel = Table(
        {
            "allowed": Key(
                OneOf(words_of(settings.CustomerCancel, "allowed")), "which orders a customer may ask to cancel", "4"
            ),
            "after": Key(SpanOf(word="at_once"), "how long after placing it", "4"),
        }
    )
    return Table(
        {
            "status": Key(
                WordTable(settings.BUILTIN_STATUS_EFFECTS, effects, _UNPAID, "a person decides"),
                "what a status word pays back; a word that is not built in never pays",
                "3.1, 3.2",
            ),
            "reasons": Key(
                WordTable(settings.BUILTIN_REASONS, reasons, reasons, "as if not known"),
                "a known reason beats the status; add words of your own",
                "4 User error",
            ),
            "after_completed": Key(
                OneOf(words_of(settings.OrderRules, "after_completed")), "Partial or Canceled after Completed", "4"
            ),
            "drops": Key(
                OneOf(words_of(settings.OrderRules, "drops")),
                "losses after completion, while the service's guarantee runs",
                "4 Drops",
            ),
            "customer_cancel": Key(cancel),
        }
    )


def _tickets() -> Table:
    rules = settings.TicketRules
    return Table(
        {
            "subjects": Key(
                ListOf(Text(), least=0), "one of them; case and spaces are ignored, words may follow; [] is any", "5"
            ),
            "required": Key(
                ListOf(OneOf(words_of(rules, "required")), least=0), "what a complete request must say", "5"
            ),
            "channels": Key(
                ListOf(Text("a name in small letters", _NAME)),
                "where a signed-in customer may ask from",
                "5",
            ),
            "over_ask": Key(
                OneOf(words_of(rules, "over_ask")), "who asks for more than there is: offered less, given less, no", "5"
            ),
            "offer_stands": Key(SpanOf(), "how long an offer waits for the customer", "5"),
        }
    )


def _review(up_to: AmountsIn) -> Table:
    return Table(
        {
            "within": Key(SpanOf(), "until when finance answers", "5, 7.1"),
            "remind_before": Key(SpanOf(), "how long before that staff are reminded", "5, 7.1"),
            "approvers": Key(
                ListOf(Text("a role in small letters", _NAME), repeats=True),
                "one different person for each role named",
                "5, 7.1",
            ),
            "opener_may_approve": Key(Flag(), "whether who opened a request for a customer may approve it", "5"),
            "auto_approve": Key(
                ApprovalByRule(up_to),
                "what is approved without a person: the gross of one customer, this request included",
                "5, 7.1",
            ),
            "auto_decline": Key(Flag(), "whether a request the rules deny is declined without a person", "5"),
        }
    )


def _payout() -> Table:
    arrives = Table(
        {
            "working_days": Key(WorkingDaysRange(), "what the customer is told", "7.2", field="arrives"),
            "from": Key(
                OneOf(words_of(settings.PayoutRules, "arrives_from")), "and counted from", "7.2", field="arrives_from"
            ),
        }
    )
    return Table(
        {
            "arrives": Key(arrives, field=""),
            "wait_for_gateway_balance": Key(SpanOf(), "how long a refund waits for the gateway's float", "7.2"),
        }
    )


def _accounts() -> Table:
    forfeiture = Table(
        {
            "people": Key(Whole(2, 9), "how many different people it needs", "6.2"),
            "takes": Key(ListOf(OneOf(words_of(settings.Forfeiture, "takes"))), "which money it takes", "6.2"),
        }
    )
    return Table(
        {
            "terminated": Key(
                OneOf(words_of(settings.AccountRules, "terminated")), "requests of a terminated account", "6.1"
            ),
            "forfeiture": Key(forfeiture),
        }
    )
