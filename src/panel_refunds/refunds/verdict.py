"""What a fraud check said of a request: kept word by word, also when it said yes, nothing, or broke.

Only what speaks against a request becomes a line of its decision (``finding_of``). Everybody may read a finding, so the
reasons of a check, which may name other customers, stand apart in the figure ``for_staff``: pages for customers leave
that one out, and verdicts are shown to the staff alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from panel_refunds.errors import CODES
from panel_refunds.policy.finding import Effect, Finding

FOR_STAFF = "for_staff"
MARK = "check:"
"""What the rule of a check's finding begins with, before the tenant's name for the check."""

_AGAINST: Mapping[str, Effect] = MappingProxyType({"review": "review", "deny": "deny"})
_CODES: Mapping[str, str] = MappingProxyType({"review": "fraud_suspected", "deny": "fraud_denied"})


@dataclass(frozen=True, slots=True)
class CheckVerdict:
    """One answer of one check.

    ``check_name`` is the tenant's word for it; with ``failed`` it gave no answer that can be used, which counts as
    ``review``, and the reason says what happened. ``inputs_hash`` is the SHA-256 of the canonical inputs. ``plugin``
    and ``version`` say whose code answered. The two ids are empty until it is stored with its request.
    """

    verdict_id: str
    request_id: str
    check_name: str
    answer: Literal["allow", "review", "deny", "abstain"]
    reasons: tuple[str, ...]
    failed: bool
    inputs_hash: str
    asked_at: datetime
    took_ms: int
    plugin: str = ""
    version: str = ""


def finding_of(verdict: CheckVerdict) -> Finding | None:
    """The line of a decision that a verdict leads to; None when it has nothing against the request."""
    effect = _AGAINST.get(verdict.answer)
    if effect is None:
        return None
    code = "check_failed" if verdict.failed else _CODES[verdict.answer]
    for_staff = "; ".join(verdict.reasons)
    figures = MappingProxyType({FOR_STAFF: for_staff} if for_staff else {})
    return Finding(f"{MARK}{verdict.check_name}", effect, code, "6", CODES[code].title, figures=figures)
