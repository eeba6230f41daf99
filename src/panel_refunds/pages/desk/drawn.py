"""Showing a page of the desk, or of the console: what every one of their templates is given besides its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Show
from panel_refunds.pages.desk import wording
from panel_refunds.pages.visit import Visit

CONFLICT = 409


def desk_page(
    visit: Visit,
    template: str,
    given: Mapping[str, Any],
    *,
    refused: Refused | None = None,
    status: int | None = None,
) -> Show:
    """The template of that name in ``templates/desk``; with ``refused`` it says on top what is wrong, and where."""
    return staff_page(visit, f"desk/{template}.html", given, refused=refused, status=status)


def staff_page(
    visit: Visit,
    template: str,
    given: Mapping[str, Any],
    *,
    refused: Refused | None = None,
    status: int | None = None,
) -> Show:
    """As ``desk_page``, for any template that stands in the frame of the desk."""
    shown = {
        "wording": wording,
        "refused": refused,
        "done": None,
        "sign_out": visit.address_of("desk").removesuffix("/desk") + "/staff/sign-out",
        **given,
    }
    return Show(template, shown, status=status or (refused.status if refused else 200))
