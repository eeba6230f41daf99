"""How a panel counts: how many questions it takes, how much is ordered there, and of what its figures speak.

Nothing is worked out here. The settings become capabilities, and the core, which alone knows what the customer ordered,
turns the panel's figures into the customer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE, parse_units

_MOST_PERCENT = 1000
_LONGEST = 86_400


@dataclass(frozen=True, slots=True)
class Counting:
    """What of the settings goes into the capabilities."""

    questions: int | None = None
    per: timedelta = timedelta(minutes=1)
    over_order_percent: Decimal = Decimal(0)
    drip_feed: Literal["whole", "run", "unclear"] = "whole"


def parse_counting(values: Mapping[str, Any]) -> Counting:
    """The settings that say how the panel counts; ``Refused`` names the one that is wrong."""
    questions, seconds, fields = values["questions"], values["per_seconds"], values["fields"]
    if questions < 0:
        raise Refused("field_invalid", "It takes 1 question or more, or any number with 0.", field="questions")
    if not 1 <= seconds <= _LONGEST:
        raise Refused("field_invalid", f"A span of 1 to {_LONGEST} seconds.", field="per_seconds")
    percent = Decimal(_units(values["over_order"])) / SCALE
    if not 0 <= percent <= _MOST_PERCENT:
        raise Refused("field_invalid", f"From 0 to {_MOST_PERCENT} percent on top.", field="over_order")
    missing = [name for name in ("runs", "runs_left") if name not in fields]
    if values["drip_feed"] == "run" and missing:
        text = (
            f"A run's figures mean nothing alone; tell the way to {' and '.join(missing)} in `fields`, or ask a person."
        )
        raise Refused("field_invalid", text, field="drip_feed")
    if values["drip_feed"] != "run" and len(missing) < 2:  # noqa: PLR2004 - both of the two
        named = next(name for name in ("runs", "runs_left") if name in fields)
        raise Refused("field_invalid", 'It is only read with drip_feed = "run".', field=f"fields.{named}")
    return Counting(
        questions=questions or None,
        per=timedelta(seconds=seconds),
        over_order_percent=percent,
        drip_feed="unclear" if values["drip_feed"] == "ask_person" else values["drip_feed"],
    )


def _units(percent: str) -> int:
    try:
        return parse_units(percent)
    except Refused as refused:
        raise Refused("field_invalid", f'A percentage like "10" or "2.5". {refused.text}', field="over_order") from None
