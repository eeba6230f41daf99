"""Whole numbers as people and spreadsheets write them: ``1.000``, ``1,000.00``, ``1 000``.

Which mark means what is a setting. What does not fit it exactly is no number, and up to three digits, a mark and three
zeros could mean both a whole and a thousand times it: that is no number either, because one of the two would pay the
wrong sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = " \u00a0\u202f"
_MOST_DIGITS = 18
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Marks:
    """The mark before a fraction, and the one between thousands ("" for none)."""

    decimal: str = "."
    thousands: str = ""


def find_whole(text: str, marks: Marks) -> int | None:
    """The whole number, or None for a fraction, a doubt and everything else."""
    match = _pattern(marks).fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, fraction = match.group("sign", "whole", "fraction")
    if fraction and len(fraction) == _GROUP >= len(whole):
        return None
    digits = re.sub(r"[^0-9]", "", whole)
    return int(f"{sign}{digits}") if len(digits) <= _MOST_DIGITS else None


def _pattern(marks: Marks) -> re.Pattern[str]:
    whole = "[0-9]+"
    if marks.thousands:
        between = f"[{_SPACES}]" if marks.thousands == " " else re.escape(marks.thousands)
        whole = f"(?:[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|[0-9]+)"
    return re.compile(f"(?P<sign>-?)(?P<whole>{whole})(?:{re.escape(marks.decimal)}(?P<fraction>0+))?")
