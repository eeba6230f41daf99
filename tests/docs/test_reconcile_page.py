"""The guide names every kind of difference, says what the code says of it, and none besides."""

from __future__ import annotations

import re
from pathlib import Path

from panel_refunds.refunds.reconcile.difference import KINDS

PAGE = Path(__file__).parents[2] / "docs/guides/reconcile.md"
CURES = {"repair": "repaired", "task": "task", "wait": "look again", "information": "information"}


def test_every_kind_of_difference_is_in_the_table():
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    wanted = {code: (kind.text, CURES[kind.cure] + (", alarm" if kind.alarm else "")) for code, kind in KINDS.items()}
    assert {code: (text, cure) for code, text, cure in rows} == wanted
