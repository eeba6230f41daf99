"""Who comes into the console: operators and auditors. What they may do there is asked by the flows."""

from __future__ import annotations

from functools import wraps

from panel_refunds.flows.staff_rights import check_sees_console
from panel_refunds.pages.address import PageFunction
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.visit import Visit


def entered(page: PageFunction) -> PageFunction:
    """The page for those who may come in; refused with ``role_needed`` for everybody else."""

    @wraps(page)
    def only_entered(visit: Visit) -> Answer:
        check_sees_console(visit.person)
        return page(visit)

    return only_entered
