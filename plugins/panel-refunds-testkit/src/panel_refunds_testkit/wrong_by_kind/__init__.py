"""Order providers, fraud checks, rules and notifiers that are wrong on purpose: each with one mistake that people make.

``FAILS`` in each module names, for each of them, the check that catches it. If one of them passes its check, the kit is
broken: that is what they are for.
"""

from __future__ import annotations

from panel_refunds_testkit.wrong_by_kind import fraud_checks, notifiers, providers, rules

MODULES = (providers, fraud_checks, rules, notifiers)


def wrong_ones() -> list[tuple[type, str]]:
    """Every wrong adapter's class, and the name of the check that it fails."""
    return [found for module in MODULES for found in module.FAILS.items()]
