"""What is kept of a refund: the processor's fee, the house's own, and bonuses that were spent. (Clause 2.4.)

A rule that takes money is always that of the deposit's own version: nobody pays a fee they had not accepted.
"""

from __future__ import annotations

from panel_refunds.money import ceil_div, minor_unit, round_down, round_up
from panel_refunds.policy.settings import OwnFee, Rules
from panel_refunds.policy.snapshot import DepositFacts

PPM = 1_000_000


def processor_fee(rules: Rules, deposit: DepositFacts, gross: int, currency: str) -> int | None:
    """Units of the processor's fee to keep from a refund of ``gross``; None while the fee is not known.

    ``whole_once``: all of it with the first refund of the deposit. ``by_share``: so much that all refunds so far
    have borne their share, rounded up to the minor unit. ``house_pays``: nothing.
    """
    kind = rules.deposits.processor_fee
    if kind == "house_pays":
        return 0
    if deposit.fee is None:
        return None
    if kind == "whole_once":
        return max(deposit.fee - deposit.fee_kept, 0)
    minor = minor_unit(currency)
    borne = ceil_div(deposit.fee * (deposit.gross_refunded + gross), deposit.amount * minor) * minor
    return max(min(borne, deposit.fee) - deposit.fee_kept, 0)


def own_fee_share(fee: OwnFee, gross: int, currency: str) -> int:
    """The house's percentage of one refund's gross, rounded up to the minor unit."""
    return round_up(ceil_div(gross * fee.percent_ppm, PPM), currency)


def bonus_deduction(rules: Rules, deposit: DepositFacts, currency: str) -> int:
    """What of the deposit's bonuses was spent and is charged for, where the policy says so; rounded down."""
    if rules.bonus.already_spent == "ignore":
        return 0
    return round_down(sum(bonus.spent for bonus in deposit.bonuses), currency)
