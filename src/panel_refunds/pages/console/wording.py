"""The words of the console for what is one word in code: roles, acts, invariants, totals, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.pages.desk.wording import Pill
from panel_refunds.pages.words import Words, marked

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "support": marked("Support"),
        "finance": marked("Finance"),
        "approver": marked("Approver"),
        "operator": marked("Operator"),
        "auditor": marked("Auditor"),
    }
)
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "approve": marked("approved a request"),
        "agree": marked("approved a request with others to follow"),
        "decline": marked("declined a request"),
        "ask": marked("asked a customer"),
        "record_payout": marked("recorded a payment by hand"),
        "resolve_attempt": marked("said what became of a refund"),
        "send_again": marked("tried a refund again"),
        "decide_order": marked("decided an order"),
        "map_word": marked("said what a word means"),
        "void_bonus": marked("took back a bonus"),
        "close_dispute": marked("closed a dispute"),
        "terminate": marked("terminated an account"),
        "forfeit": marked("forfeited a balance"),
        "stop_gateway": marked("stopped a gateway"),
        "start_gateway": marked("started a gateway"),
        "send_letter_again": marked("sent a message again"),
        "put_letter_aside": marked("put a message aside"),
        "create_key": marked("made a key of the API"),
        "revoke_key": marked("ended a key of the API"),
        "add_staff": marked("added a person"),
        "reset_staff": marked("reset a person's ways in"),
        "change_role": marked("gave a person another role"),
        "set_identity": marked("said by which word the sign-in service knows a person"),
        "disable_staff": marked("disabled a person"),
        "enable_staff": marked("enabled a person"),
        "end_sessions": marked("signed a person out everywhere"),
        "accept_invitation": marked("accepted an invitation"),
        "sign_in": marked("signed in"),
        "sign_out": marked("signed out"),
        "end_session": marked("ended a session of their own"),
        "change_password": marked("changed their password"),
        "set_up_codes": marked("set up one-time codes"),
        "remove_codes": marked("removed one-time codes"),
        "make_recovery_codes": marked("made new recovery codes"),
        "cancel_refused": marked("was refused a cancellation"),
        "plugin_failed": marked("a plugin failed"),
    }
)
"""What an act is, as one says it of a person."""
INVARIANTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "entries_balance": (
            marked("Every entry balances"),
            marked("The postings of each entry of a journal sum to zero, and each belongs to an account that exists."),
        ),
        "chain_unbroken": (
            marked("The journal is whole"),
            marked("Each entry carries the hash of the one before; none is missing, changed or of another time."),
        ),
        "lots_agree": (
            marked("Lots agree with the journal"),
            marked("What is left of each deposit, order refund and bonus is what the journal says."),
        ),
        "never_below_zero": (
            marked("Nothing is below zero"),
            marked("No lot has, ever had or sets aside less than nothing."),
        ),
        "balances_agree": (
            marked("Balances are the sum of their lots"),
            marked("The balance that a customer sees is what their lots add up to, and it belongs to somebody."),
        ),
        "holds_agree": (
            marked("What is set aside has a reason"),
            marked("What is set aside of each lot is what refunds and disputes that exist have set aside."),
        ),
        "accounts_on_record": (
            marked("Accounts are ended by people on record"),
            marked("Whoever was terminated or forfeited stays so, and it is written down who did it."),
        ),
        "deposits_credited_once": (
            marked("A deposit is credited once"),
            marked("Each payment stands in the journal exactly once, with its amount and its fee."),
        ),
        "never_too_much_back": (
            marked("Never more back than came in"),
            marked("No deposit pays back more than was paid in, whichever way it goes."),
        ),
        "house_accounts_agree": (
            marked("The house's accounts agree"),
            marked("What lies at gateways, what was sold and which fees were kept is what the rows add up to."),
        ),
        "orders_charged_once": (
            marked("An order is charged once"),
            marked("Each order is in the journal with its charge, and gives back at most that."),
        ),
        "refunds_booked_once": (
            marked("A refund is booked once"),
            marked("A refund that was paid is booked once with its figures, and there is proof of it."),
        ),
        "one_attempt_at_a_time": (
            marked("One try at a time"),
            marked("No two tries for one deposit are open at once, and no two carry the same key."),
        ),
        "requests_decided": (
            marked("Requests follow their decisions"),
            marked("Each request has its decision, and stands as its refunds do."),
        ),
        "disputes_set_aside": (
            marked("Contested money stays put"),
            marked("Money of a contested payment is set aside, and a lost dispute is booked once."),
        ),
        "rows_readable": (marked("Every row can be read"), marked("No row holds something that cannot be.")),
    }
)
"""An invariant's name, and what it means."""
PAIRS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "cash": (marked("Customers' own money"), marked("as wallets keep it"), marked("as journals say")),
        "bonus": (marked("Bonus"), marked("as wallets keep it"), marked("as journals say")),
        "held": (marked("Set aside"), marked("as wallets keep it"), marked("as journals say")),
        "holds": (marked("Set aside, once more"), marked("as wallets keep it"), marked("as open holds want it")),
        "journal": (marked("All accounts together"), marked("should be"), marked("sum of all postings")),
    }
)
"""A pair of totals: what it is of, and what either figure is."""
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "deposit": marked("Unspent deposits"),
        "orders": marked("Money that orders gave back"),
        "dispute": marked("Disputes that were lost"),
    }
)
"""Why money was paid back."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "gateways": marked("Gateways"),
        "order_providers": marked("Order providers"),
        "fraud_checks": marked("Fraud checks"),
        "rules": marked("Rules"),
        "notifiers": marked("Notifiers"),
    }
)


def act(_: Words, name: str) -> str:
    """What somebody did; an act that nobody put into words keeps its name."""
    return _(ACTS[name]) if name in ACTS else name


def certificate_pill(_: Words, state: str, *, asked: bool) -> Pill:
    """How a plugin stands with the conformance kit; ``asked``: it moves money, so a certificate is asked of it."""
    pills = {
        "certified": Pill(_("Certified"), "good"),
        "built in": Pill(_("Built in"), "good"),
        "stale": Pill(_("Certificate out of date"), "warn"),
        "none": Pill(_("Not certified"), "warn" if asked else "quiet"),
    }
    return pills[state]


def invariant_pill(_: Words, state: str) -> Pill:
    """How an invariant stands: ``waiting``, ``so_far``, ``holds`` or ``broken``."""
    pills = {
        "waiting": Pill(_("Not looked at"), "quiet"),
        "so_far": Pill(_("Holds so far"), "busy"),
        "holds": Pill(_("Holds"), "good"),
        "broken": Pill(_("Broken"), "bad"),
    }
    return pills[state]
