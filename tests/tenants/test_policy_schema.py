"""Every setting, in every value it can have, reaches the policy; nothing else is accepted."""

from __future__ import annotations

import pytest

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import ZERO, Amounts, AutoApprove, Rules, Window
from panel_refunds.tenants.policy_schema import policy_table

EUR5 = Amounts({"EUR": 500_000_000})
DAYS3 = Span(Unit.DAYS, 3)

# What a file says → where it arrives in the rules, and as what.
SETTINGS = [
    *[(f'deposits.refundable = "{word}"', "deposits.refundable", word) for word in ("right", "discretion", "never")],
    *[(f'deposits.destination = "{word}"', "deposits.destination", word) for word in ("original", "told_by_customer")],
    *[(f'deposits.if_impossible = "{w}"', "deposits.if_impossible", w) for w in ("stays_on_balance", "operator")],
    *[
        (f'deposits.processor_fee = "{w}"', "deposits.processor_fee", w)
        for w in ("whole_once", "by_share", "house_pays")
    ],
    (
        'deposits.window = { from = "credited", within = { days = 3 } }',
        "deposits.window",
        Window("credited", within=DAYS3),
    ),
    (
        'deposits.window = { from = "last_use", within = "unlimited", after = { months = 2 }, ends = "end_of_day" }',
        "deposits.window",
        Window("last_use", after=Span(Unit.MONTHS, 2), within=None, ends="end_of_day"),
    ),
    (
        'deposits.window = { from = "credited", within = { hours = 24 }, ends = "moment", after = "at_once" }',
        "deposits.window",
        Window("credited", within=Span(Unit.HOURS, 24)),
    ),
    ('deposits.minimum = { requested = "5" }', "deposits.minimum.requested", EUR5),
    ('deposits.minimum = { received = "5" }', "deposits.minimum.received", EUR5),
    ('deposits.minimum = { balance = "5" }', "deposits.minimum.balance", EUR5),
    (
        'deposits.minimum.balance = { EUR = "5", JPY = "700" }',
        "deposits.minimum.balance",
        Amounts({"EUR": 500_000_000, "JPY": 70_000_000_000}),
    ),
    ('deposits.minimum.balance = "0"', "deposits.minimum.balance", ZERO),
    ("deposits.used_at_most_percent = 0", "deposits.used_at_most_percent", 0),
    ('deposits.own_fee = { percent = "2.5" }', "deposits.own_fee.percent_ppm", 25_000),
    ('deposits.own_fee = { percent = "0.0001" }', "deposits.own_fee.percent_ppm", 1),
    ('deposits.own_fee = { fixed = "5" }', "deposits.own_fee.fixed", EUR5),
    *[(f'order_refunds.withdrawable = "{w}"', "order_refunds.withdrawable", w) for w in ("as_deposit", "never")],
    (
        'order_refunds.window = { from = "returned", within = { days = 3 } }',
        "order_refunds.window",
        Window("returned", within=DAYS3),
    ),
    (
        'order_refunds.window = { from = "last_use", within = { working_days = 3 } }',
        "order_refunds.window",
        Window("last_use", within=Span(Unit.WORKING_DAYS, 3)),
    ),
    ('spending.first = ["cash", "bonus"]', "spending.first", ("cash", "bonus")),
    *[(f'spending.returns = "{w}"', "spending.returns", w) for w in ("last_spent_first", "by_share", "bonus_first")],
    *[(f'bonus.cancel_on = "{w}"', "bonus.cancel_on", w) for w in ("request", "payout")],
    ("bonus.restore_if_declined = false", "bonus.restore_if_declined", False),
    *[(f'bonus.already_spent = "{w}"', "bonus.already_spent", w) for w in ("ignore", "deduct")],
    *[(f'orders.after_completed = "{w}"', "orders.after_completed", w) for w in ("ask_person", "nothing")],
    *[(f'orders.drops = "{w}"', "orders.drops", w) for w in ("refill", "nothing")],
    *[
        (f'orders.customer_cancel.allowed = "{w}"', "orders.customer_cancel.allowed", w)
        for w in ("not_started", "never")
    ],
    ("orders.customer_cancel.after = { days = 3 }", "orders.customer_cancel.after", DAYS3),
    ('orders.customer_cancel.after = "at_once"', "orders.customer_cancel.after", None),
    *[
        (f'orders.status.failed = "{word}"', "orders.status.failed", word)
        for word in ("whole", "undelivered", "nothing", "ask_person")
    ],
    ('orders.status.refilling = "nothing"', "orders.status.refilling", "nothing"),
    *[
        (f'orders.reasons.wrong_link = "{word}"', "orders.reasons.wrong_link", word)
        for word in ("nothing", "ask_person", "by_status")
    ],
    ('orders.reasons.age_limit = "by_status"', "orders.reasons.age_limit", "by_status"),
    ('tickets.subjects = ["Geld zurück"]', "tickets.subjects", ("Geld zurück",)),
    ("tickets.subjects = []", "tickets.subjects", ()),
    ('tickets.required = ["deposit", "order", "reason"]', "tickets.required", ("deposit", "order", "reason")),
    ("tickets.required = []", "tickets.required", ()),
    ('tickets.channels = ["app"]', "tickets.channels", ("app",)),
    *[(f'tickets.over_ask = "{w}"', "tickets.over_ask", w) for w in ("offer", "cap", "decline")],
    ("tickets.offer_stands = { days = 3 }", "tickets.offer_stands", DAYS3),
    ("review.within = { days = 3 }", "review.within", DAYS3),
    ("review.remind_before = { hours = 5 }", "review.remind_before", Span(Unit.HOURS, 5)),
    ('review.approvers = ["finance", "finance", "owner"]', "review.approvers", ("finance", "finance", "owner")),
    ("review.opener_may_approve = true", "review.opener_may_approve", True),
    ('review.auto_approve = { up_to = "5", days = 30 }', "review.auto_approve", AutoApprove(EUR5, 30)),
    ('review.auto_approve = "never"', "review.auto_approve", None),
    ("review.auto_decline = true", "review.auto_decline", True),
    ("payout.arrives = { working_days = [1, 2] }", "payout.arrives", (1, 2)),
    *[(f'payout.arrives.from = "{w}"', "payout.arrives_from", w) for w in ("sent", "approval", "request")],
    ("payout.wait_for_gateway_balance = { days = 3 }", "payout.wait_for_gateway_balance", DAYS3),
    ('accounts.terminated = "deny"', "accounts.terminated", "deny"),
    ("accounts.forfeiture = { people = 3 }", "accounts.forfeiture.people", 3),
    ('accounts.forfeiture = { takes = ["bonus"] }', "accounts.forfeiture.takes", ("bonus",)),
]


def _at(rules, path):
    for step in path.split("."):
        rules = rules[step] if hasattr(rules, "keys") else getattr(rules, step)
    return rules


@pytest.mark.parametrize(("text", "path", "value"), SETTINGS, ids=[text for text, _, _ in SETTINGS])
def test_what_a_file_says_reaches_the_policy(policy, text, path, value) -> None:
    assert _at(policy(text).rules, path) == value


def test_every_setting_of_the_language_is_in_the_list_above() -> None:
    tested = {path for _, path, _ in SETTINGS}
    for _, fields, _ in policy_table("EUR").all_keys():
        path = ".".join(fields)
        assert any(known == path or known.startswith(f"{path}.") for known in tested), path


def test_every_field_of_the_rules_can_be_said_by_a_key() -> None:
    said = {fields for _, fields, _ in policy_table("EUR").all_keys()}
    for table in Rules.__dataclass_fields__:
        for name in getattr(Rules(), table).__dataclass_fields__:
            assert any(fields[:2] == (table, name) for fields in said), (table, name)


def test_one_setting_leaves_all_others_at_their_default(policy) -> None:
    assert policy("").rules == Rules()
    rules = policy("deposits.used_at_most_percent = 50").rules
    assert rules.deposits.used_at_most_percent == 50
    assert rules.deposits.window == Rules().deposits.window
    assert rules.orders == Rules().orders


BAD = [
    ('deposits.refundable = "rigth"', "deposits.refundable", '"rigth" is not known', "right"),
    ("deposits.refundabel = 1", "deposits.refundabel", "not a known key", "refundable"),
    ("depositz.refundable = 1", "depositz", "not a known key", "deposits"),
    ("deposits.newest_only = false", "deposits.newest_only", "not a known key", None),
    ('deposits.pays = "whole"', "deposits.pays", "not a known key", None),
    ('deposits.refundable = ["our_fault"]', "deposits.refundable", "is a list", None),
    ("deposits = 5", "deposits", "is a whole number", None),
    ('deposits.window = { from = "returned", within = "unlimited" }', "deposits.window.from", "not known here", None),
    (
        'order_refunds.window = { from = "credited", within = "unlimited" }',
        "order_refunds.window.from",
        "not known",
        None,
    ),
    ('deposits.window = { from = "account_closed", within = "unlimited" }', "deposits.window.from", "not known", None),
    ('deposits.window = { from = "credited" }', "deposits.window", '"within" is missing', None),
    ('deposits.window = { within = "unlimited" }', "deposits.window", '"from" is missing', None),
    (
        'deposits.window = { from = "credited", within = "forever" }',
        "deposits.window.within",
        "no length of time",
        None,
    ),
    (
        'deposits.window = { from = "credited", within = { days = 3 }, after = { days = 3 } }',
        "deposits.window",
        "never open",
        None,
    ),
    ("tickets.offer_stands = { day = 7 }", "tickets.offer_stands.day", "not a unit", "days"),
    (
        "tickets.offer_stands = { working_hours = 7 }",
        "tickets.offer_stands.working_hours",
        "not a unit",
        "working_days",
    ),
    ("tickets.offer_stands = { days = 7, hours = 1 }", "tickets.offer_stands", "exactly one unit", None),
    ("tickets.offer_stands = {}", "tickets.offer_stands", "exactly one unit", None),
    ("tickets.offer_stands = { days = 0 }", "tickets.offer_stands.days", "out of range", None),
    ("tickets.offer_stands = { days = 1_000_000 }", "tickets.offer_stands.days", "out of range", None),
    ('tickets.offer_stands = { days = "7" }', "tickets.offer_stands.days", "is text", None),
    (
        'tickets.offer_stands = { days = 7, or_longer = "service" }',
        "tickets.offer_stands.or_longer",
        "not a unit",
        None,
    ),
    ("deposits.minimum.requested = 5.0", "deposits.minimum.requested", "is a number", None),
    ("deposits.minimum.requested = 5", "deposits.minimum.requested", "is a number", None),
    ('deposits.minimum.requested = "-5"', "deposits.minimum.requested", "too little", None),
    ('deposits.minimum.requested = "5,00"', "deposits.minimum.requested", "cannot be read", None),
    ('deposits.minimum.requested = "5.001"', "deposits.minimum.requested", "finer than EUR", None),
    ('deposits.minimum.requested = { JPY = "0.5" }', "deposits.minimum.requested.JPY", "finer than JPY", None),
    ('deposits.minimum.requested = { EURO = "5" }', "deposits.minimum.requested.EURO", "not known", None),
    ("deposits.minimum.requested = {}", "deposits.minimum.requested", "names no currency", None),
    ('deposits.own_fee.percent = "101"', "deposits.own_fee.percent", "out of range", None),
    ('deposits.own_fee.percent = "-1"', "deposits.own_fee.percent", "out of range", None),
    ('deposits.own_fee.percent = "0.00001"', "deposits.own_fee.percent", "cannot be read", None),
    ("deposits.own_fee.percent = 2.5", "deposits.own_fee.percent", "is a number", None),
    ("deposits.used_at_most_percent = 101", "deposits.used_at_most_percent", "out of range", None),
    ("deposits.used_at_most_percent = true", "deposits.used_at_most_percent", "is true or false", None),
    ('spending.first = ["bonus"]', "spending.first", "every word", None),
    ('spending.first = ["bonus", "bonus"]', "spending.first[1]", "twice", None),
    ('bonus.restore_if_declined = "yes"', "bonus.restore_if_declined", "is text", None),
    ('orders.drops = "redelivery"', "orders.drops", "not known", None),
    ('orders.customer_cancel.allowed = "as_service_says"', "orders.customer_cancel.allowed", "not known", None),
    ("orders.late = 1", "orders.late", "not a known key", None),
    ('orders.status.refilling = "whole"', "orders.status.refilling", "never pays", None),
    ('orders.status.refilling = "undelivered"', "orders.status.refilling", "never pays", None),
    ('orders.status.cancelled = "whole"', "orders.status.cancelled", "not a built-in word", "canceled"),
    ('orders.status.Canceled = "nothing"', "orders.status.Canceled", "not a built-in word", "canceled"),
    ('orders.status."no luck" = "nothing"', "orders.status.no luck", "cannot be a word", None),
    ('orders.status.canceled = "refill_first"', "orders.status.canceled", "not known", None),
    ('orders.reasons.wrong_links = "nothing"', "orders.reasons.wrong_links", "not a built-in word", "wrong_link"),
    ('tickets.required = ["screenshot"]', "tickets.required[0]", "not known", None),
    ('tickets.subjects = ["Refund  me", "refund me"]', "tickets.subjects[1]", "twice", None),
    ('tickets.subjects = ["  "]', "tickets.subjects[0]", "is empty", None),
    ("tickets.channels = []", "tickets.channels", "too short", None),
    ('tickets.channels = ["E-Mail"]', "tickets.channels[0]", "not allowed", None),
    ("review.approvers = []", "review.approvers", "too short", None),
    ("review.identity_check = true", "review.identity_check", "not a known key", None),
    ('review.auto_approve = "always"', "review.auto_approve", "not known", None),
    ('review.auto_approve = { up_to = "0", days = 30 }', "review.auto_approve.up_to", "too little", None),
    ('review.auto_approve = { up_to = "5" }', "review.auto_approve", '"days" is missing', None),
    ("payout.arrives.working_days = [5, 3]", "payout.arrives.working_days", "no range", None),
    ("payout.arrives.working_days = [5]", "payout.arrives.working_days", "no range", None),
    ("payout.arrives.working_days = [1, 2.5]", "payout.arrives.working_days[1]", "decimal number", None),
    ('accounts.terminated = "review"', "accounts.terminated", "not known", None),
    ("accounts.suspended = 1", "accounts.suspended", "not a known key", None),
    ("accounts.forfeiture.people = 1", "accounts.forfeiture.people", "out of range", None),
    ("accounts.forfeiture.takes = []", "accounts.forfeiture.takes", "too short", None),
    ("disputes.hold = 1", "disputes", "not a known key", None),
    ("complaints.window = 1", "complaints", "not a known key", None),
    ("deposits.used_at_most_percent = 2026-01-01", "deposits.used_at_most_percent", "date or time", None),
]


@pytest.mark.parametrize(("text", "key", "what", "near"), BAD, ids=[text for text, *_ in BAD])
def test_what_is_not_in_the_language_is_refused_at_its_line(policy, faults_of, text, key, what, near) -> None:
    (fault,) = faults_of(policy, f"# one\n# two\n{text}\n")
    assert (fault.key, fault.place.line) == (key, 3)
    assert what in fault.text
    if near:
        assert fault.nearest == near
    assert str(fault).startswith(f"{fault.place.file}:3: {key}: ")


def test_every_fault_of_a_file_is_told_at_once(policy, faults_of) -> None:
    faults = faults_of(
        policy,
        '[deposits]\nrefundable = "x"\nminimum = { requested = 5, received = 6 }\n[review]\nwithin = 3\nfoo = 1\n',
    )
    assert [(fault.place.line, fault.key) for fault in faults] == [
        (2, "deposits.refundable"),
        (3, "deposits.minimum.requested"),
        (3, "deposits.minimum.received"),
        (5, "review.within"),
        (6, "review.foo"),
    ]
