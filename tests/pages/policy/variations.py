"""For each setting of a policy other values than the default, each with the figures that its sentence has to name."""

from types import MappingProxyType

from panel_refunds.calendar import Span, Unit
from panel_refunds.money import SCALE
from panel_refunds.policy.settings import Amounts, AutoApprove, Window


def amounts(**figures):
    return Amounts(MappingProxyType(figures))


def spans(first, second):
    return {first: [str(first.count)], second: [str(second.count)], Span(Unit.MONTHS, 7): ["7"]}


def words(*values):
    return dict.fromkeys(values, ())


class ByIdentity:
    """Values that cannot be keys, with their figures."""

    def __init__(self, *pairs):
        self.pairs = pairs

    def items(self):
        return iter(self.pairs)

    def __iter__(self):
        return (value for value, _ in self.pairs)


def least():
    return ByIdentity(
        (amounts(USD=5 * SCALE), ["500"]),
        (amounts(USD=12_34 * SCALE // 100), ["1234"]),
        (amounts(USD=5 * SCALE, EUR=6 * SCALE), ["500", "600"]),
    )


DAYS, HOURS, WORKING = Unit.DAYS, Unit.HOURS, Unit.WORKING_DAYS
OTHERWISE = {
    ("deposits", "refundable"): words("discretion", "never"),
    ("deposits", "window"): {
        Window("credited", within=Span(DAYS, 15)): ["15"],
        Window("credited", within=Span(WORKING, 14)): ["14"],
        Window("credited", within=Span(DAYS, 14), ends="end_of_day"): ["14"],
        Window("last_use", within=Span(DAYS, 14)): ["14"],
        Window("credited", after=Span(HOURS, 36), within=Span(DAYS, 14)): ["36", "14"],
        Window("credited", after=Span(DAYS, 60)): ["60"],
        Window("last_use", after=Span(DAYS, 60)): ["60"],
        Window("credited"): [],
    },
    ("deposits", "minimum", "requested"): least(),
    ("deposits", "minimum", "received"): least(),
    ("deposits", "minimum", "balance"): least(),
    ("deposits", "used_at_most_percent"): {50: ["50"], 0: [], 99: ["99"]},
    ("deposits", "destination"): words("told_by_customer"),
    ("deposits", "if_impossible"): words("operator"),
    ("deposits", "processor_fee"): words("by_share", "house_pays"),
    ("deposits", "own_fee", "percent_ppm"): {25_000: ["25"], 12_345: ["12345"], 100_000: ["10"]},
    ("deposits", "own_fee", "fixed"): least(),
    ("order_refunds", "withdrawable"): words("never"),
    ("order_refunds", "window"): {
        Window("returned", within=Span(DAYS, 30)): ["30"],
        Window("returned", within=Span(DAYS, 31)): ["31"],
        Window("last_use", within=Span(DAYS, 30)): ["30"],
        Window("returned", within=Span(DAYS, 30), ends="end_of_day"): ["30"],
        Window("returned", after=Span(DAYS, 9)): ["9"],
    },
    ("spending", "first"): words(("cash", "bonus")),
    ("spending", "returns"): words("by_share", "bonus_first"),
    ("bonus", "cancel_on"): words("payout"),
    ("bonus", "restore_if_declined"): words(False),
    ("bonus", "already_spent"): words("deduct"),
    ("orders", "status"): ByIdentity(({"canceled": "undelivered"}, []), ({"canceled": "whole"}, [])),
    ("orders", "reasons"): ByIdentity(({"wrong_link": "by_status"}, []), ({"wrong_link": "ask_person"}, [])),
    ("orders", "after_completed"): words("nothing"),
    ("orders", "drops"): words("nothing"),
    ("orders", "customer_cancel", "allowed"): words("never"),
    ("orders", "customer_cancel", "after"): {Span(HOURS, 5): ["5"], Span(DAYS, 3): ["3"]},
    ("tickets", "subjects"): words((), ("Money back",), ("Money back", "Refund")),
    ("tickets", "required"): words((), ("amount", "deposit"), ("amount", "order"), ("amount", "reason")),
    ("tickets", "channels"): words(("portal",), ("panel",), ("portal", "whatsapp")),
    ("tickets", "over_ask"): words("cap", "decline"),
    ("tickets", "offer_stands"): spans(Span(DAYS, 14), Span(HOURS, 14)),
    ("review", "within"): spans(Span(WORKING, 9), Span(HOURS, 9)),
    ("review", "remind_before"): spans(Span(WORKING, 3), Span(HOURS, 3)),
    ("review", "approvers"): {("finance", "editor"): [], ("editor",): [], ("finance",) * 5: ["5"]},
    ("review", "opener_may_approve"): words(True),
    ("review", "auto_approve"): ByIdentity(
        (AutoApprove(amounts(USD=20 * SCALE), 30), ["2000", "30"]),
        (AutoApprove(amounts(USD=25 * SCALE), 30), ["2500", "30"]),
        (AutoApprove(amounts(USD=25 * SCALE), 45), ["2500", "45"]),
    ),
    ("review", "auto_decline"): words(True),
    ("payout", "arrives"): {(4, 15): ["4", "15"], (3, 16): ["3", "16"], (7, 7): ["7"]},
    ("payout", "arrives_from"): words("approval", "request"),
    ("payout", "wait_for_gateway_balance"): spans(Span(DAYS, 20), Span(WORKING, 20)),
    ("accounts", "terminated"): words(),
    ("accounts", "forfeiture", "people"): {3: ["3"], 9: ["9"]},
    ("accounts", "forfeiture", "takes"): words(("bonus",), ("cash",)),
}
"""``accounts.terminated`` has one value only; the day on which it has another, its sentence is tried as well."""
