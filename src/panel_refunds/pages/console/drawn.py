"""Showing a page of the console."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.people import role_of
from panel_refunds.flows.staff_rights import RIGHTS
from panel_refunds.pages.answer import Show
from panel_refunds.pages.console import wording
from panel_refunds.pages.desk.drawn import staff_page
from panel_refunds.pages.visit import Visit


def console_page(visit: Visit, template: str, given: Mapping[str, Any], *, refused: Refused | None = None) -> Show:
    """The template of that name in ``templates/console``; ``may`` says whether what it offers is for the visitor."""
    role = role_of(visit.person)
    shown = {"said": wording, "may": {to: role in roles for to, roles in RIGHTS.items()}, **given}
    return staff_page(visit, f"console/{template}.html", shown, refused=refused)
