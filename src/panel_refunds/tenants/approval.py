"""``review.auto_approve``: "never", or up to an amount in some days."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.policy.settings import AutoApprove
from panel_refunds.tenants.figures import AmountsIn
from panel_refunds.tenants.kinds import Whole
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Key, Table


@dataclass(frozen=True, slots=True)
class ApprovalByRule:
    """How much one customer may get back in some days without a person; None is never."""

    up_to: AmountsIn

    def read(self, written: Written) -> AutoApprove | None:
        if written.value == "never":
            return None
        if not isinstance(written.value, dict):
            raise written.wrong(
                f'"{str(written.value).lower()}" is not known here.', f"Write {self.says().replace('`', '')}."
            )
        values = Table(
            {
                "up_to": Key(self.up_to, "the most that is approved by rule", required=True),
                "days": Key(Whole(1, 3650), "in how many days", required=True),
            }
        ).values(written)
        return AutoApprove(values["up_to"], values["days"])

    def says(self) -> str:
        return '`"never"` or `{ up_to = "20", days = 30 }`'

    def shows(self, value: AutoApprove | None) -> str:
        return '"never"' if value is None else f"{{ up_to = {self.up_to.shows(value.up_to)}, days = {value.days} }}"
