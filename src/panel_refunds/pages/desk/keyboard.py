"""Which key does what; the same list stands in the dialog that the question mark opens where scripts run."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The list of keys."""
    return desk_page(visit, "keyboard", {})
