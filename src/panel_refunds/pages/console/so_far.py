"""How far an audit by pages came: carried from one press of the button to the next, signed, and kept nowhere."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from panel_refunds.errors import Refused
from panel_refunds.ledger.audit.fault import Fault
from panel_refunds.refunds.audit.invariants import INVARIANT_OF
from panel_refunds.refunds.audit.totals import Agreement
from panel_refunds.store import Session
from panel_refunds.store.audit_by_page import AuditPage

MOST_TOLD = 20
"""So many faults are told one by one; the others are counted."""


@dataclass(slots=True)
class SoFar:
    """What was looked at, what is broken, which totals there are, and the place where to go on (None: at the end)."""

    place: str | None = ""
    pages: int = 0
    wallets: int = 0
    entries: int = 0
    faults: int = 0
    told: list[list[Any]] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)
    totals: list[list[Any]] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether everything was looked at."""
        return self.place is None

    @property
    def agreements(self) -> list[Agreement]:
        """The totals of all pages together."""
        return [Agreement(*each) for each in self.totals]

    @property
    def shown(self) -> list[Fault]:
        """The faults that are told one by one."""
        return [Fault(code, text, tuple(ids)) for code, text, ids in self.told]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self.faults and all(each.agrees for each in self.agreements)

    def state_of(self, invariant: str) -> str:
        """How an invariant stands, as the pills say it."""
        if invariant in self.broken:
            return "broken"
        return "holds" if self.ended else "so_far" if self.pages else "waiting"

    def add(self, page: AuditPage) -> None:
        """What one more page found."""
        self.place, self.pages = page.next, self.pages + 1
        self.wallets += page.counts.get("wallets", 0)
        self.entries += page.counts.get("entries", 0)
        self.faults += len(page.faults)
        for fault in page.faults:
            invariant = INVARIANT_OF[fault.code]
            self.broken[invariant] = self.broken.get(invariant, 0) + 1
            if len(self.told) < MOST_TOLD:
                self.told.append([fault.code, fault.text, list(fault.ids)])
        known = {(each.currency, each.pair): each for each in self.agreements}
        for each in page.totals:
            key = (each.currency, each.pair)
            before = known.get(key, Agreement(*key, 0, 0))
            known[key] = Agreement(*key, before.kept + each.kept, before.counted + each.counted)
        self.totals = [list(each) for each in known.values()]


def seal(session: Session, so_far: SoFar) -> str:
    """As text for a form of this session."""
    return str(_signed(session).dumps(asdict(so_far)))


def unseal(session: Session, text: str) -> SoFar:
    """What a form of this session said; refused with ``form_expired`` for any other text."""
    try:
        return SoFar(**_signed(session).loads(text))
    except (BadData, TypeError, UnicodeError):
        raise Refused("form_expired") from None


def _signed(session: Session) -> URLSafeSerializer:
    return URLSafeSerializer(session.csrf, salt="audit")
