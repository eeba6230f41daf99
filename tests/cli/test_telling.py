"""The lines in which commands tell of decisions and refunds."""

from panel_refunds.cli.telling import dry_run_lines, finding_lines, refund_line
from panel_refunds.money import parse_units
from panel_refunds.policy.finding import Finding
from panel_refunds.refunds.refund import Refund


def refund(**changes: object) -> Refund:
    values = {
        "refund_id": "rf_1",
        "request_id": "rr_1",
        "wallet_id": "wal_1",
        "deposit_id": "dep_1",
        "gross": parse_units("40"),
        "processor_fee": parse_units("1.75"),
        "own_fee": 0,
        "bonus_deducted": 0,
        "touches_own_lot": True,
        "state": "approved",
    }
    return Refund(**{**values, **changes})


def test_a_finding_shows_clause_effect_sentence_and_sum():
    figures = {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "net": "38.25"}
    plain = Finding("amounts", "allow", "refundable", "2.4", "It goes.", "dep_1", figures=figures)
    denied = Finding("window", "deny", "window_closed", "2.2a", "Too late.", figures={"until": "2025-09-15"})

    assert list(finding_lines([plain, denied])) == [
        "  2.4   It goes.  (50.00 − 10.00 spent − 1.75 fee = 38.25)  [dep_1]",
        "  2.2a  deny: window_closed. Too late.  (until 2025-09-15)",
    ]


def test_a_refund_shows_what_leaves_what_arrives_and_what_to_do():
    assert refund_line(refund(), "USD") == "  rf_1  approved: 40.00 leaves, 38.25 arrives"
    assert refund_line(refund(processor_fee=None), "USD").endswith("40.00 leaves, an amount not known yet arrives")
    paid = refund(state="paid", reference="W-1", task="Look.", why="late")
    assert refund_line(paid, "USD").endswith("– reference W-1 – late – Look.")


def test_what_a_rule_in_dry_run_would_say_is_told_as_such():
    on_trial = Finding("rules.new", "deny", "house_large", "5", "Too much.", figures={"asked": "9.00"})

    assert list(dry_run_lines([on_trial])) == [
        "  in dry run, rules.new would say: 5     deny: house_large. Too much.  (asked 9.00)"
    ]
