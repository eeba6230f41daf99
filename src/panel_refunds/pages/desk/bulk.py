"""Approving a list of what the rules recommend: tick, check the sums, send; then what became of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.flows.approve_many import MOST, Chosen, approve_many
from panel_refunds.flows.preview_approval import Preview, preview_in
from panel_refunds.ids import is_id
from panel_refunds.money import format_units
from panel_refunds.pages.answer import Answer, GoTo
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ListForm
from panel_refunds.pages.desk.queue import Line, line_of
from panel_refunds.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class Ticked:
    """A request that was ticked, with what its approval would do; ``why_not`` where it will not be in the list."""

    line: Line
    preview: Preview
    why_not: Refused | None

    @property
    def value(self) -> str:
        """What the check page's form carries: the request, and the amount that was seen."""
        gross = self.preview.decision.gross if self.preview.decision else 0
        return f"{self.line.request.request_id} {format_units(gross, self.line.request.currency)}"


@dataclass(slots=True)
class Sum:
    """Of one currency: how many requests, and in units what leaves balances, is kept, arrives and is cancelled."""

    many: int = 0
    gross: int = 0
    kept: int = 0
    net: int = 0
    bonus: int = 0


def check(visit: Visit) -> Answer:
    """Say what would happen: each request's effect, and the sum in each currency. Nothing is done yet."""
    form = ListForm.read(visit)
    ids = list(dict.fromkeys(each for each in form.request.data or [] if is_id(each, "request")))[:MOST]
    if not ids:
        return GoTo(visit.address_of("desk"))
    ticked = [_ticked(visit, each) for each in ids]
    given = {
        "ready": [each for each in ticked if each.why_not is None],
        "left_out": [each for each in ticked if each.why_not is not None],
        "sums": _sums(ticked),
        "form": form,
    }
    return desk_page(visit, "bulk_check", given)


def send(visit: Visit) -> Answer:
    """Approve each; the page that follows says what became of every one."""
    form = ListForm.read(visit)
    chosen = [Chosen(*parts) for each in form.request.data or [] if len(parts := each.split(" ")) == 2]  # noqa: PLR2004 - id and amount
    if not chosen:
        return GoTo(visit.address_of("desk"))
    results = approve_many(visit.desk_once(form.once.data, ""), chosen, by=visit.person)
    visit.wake()
    return desk_page(
        visit, "bulk_done", {"results": results, "amounts": {each.request_id: each.amount for each in chosen}}
    )


def _ticked(visit: Visit, request_id: str) -> Ticked:
    with visit.desk.read() as books:
        request = books.get_request(request_id)
        line = line_of(books, request, visit.desk.now())
        preview = preview_in(visit.desk, books, request, by=visit.person)
    why_not = preview.barred or preview.refused
    if why_not is None and (request.recommend != "approve" or preview.reason_needed):
        why_not = Refused("at_discretion", "The rules do not recommend to approve it: decide it on its own page.")
    return Ticked(line, preview, why_not)


def _sums(ticked: list[Ticked]) -> dict[str, Sum]:
    sums: defaultdict[str, Sum] = defaultdict(Sum)
    for each in ticked:
        decision = each.preview.decision
        if each.why_not or decision is None or decision.net is None:
            continue
        one = sums[each.line.request.currency]
        one.many += 1
        one.gross += decision.gross
        one.net += decision.net
        one.kept += decision.gross - decision.net
        one.bonus += sum(effect.bonus_cancelled for effect in each.preview.effects)
    return dict(sorted(sums.items()))
