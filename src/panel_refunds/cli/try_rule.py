"""``panel-refunds try-rule``: what a rule would change, before it is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.opening import open_service, pick_tenant
from panel_refunds.cli.options import AsJson, Database, Root
from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.flows.try_rule import Outcome, Tried

FACTS = (
    "The facts are those of today, for decisions are kept without theirs. What is not decided yet was decided twice, "
    "without the rule and with it; of what is decided, the rule is laid over the decision of then."
)
_CHANGES = {"denied": "denied", "capped": "capped", "reviewed": "sent to a person"}


def try_rule(
    tenant: Annotated[str, typer.Argument(metavar="TENANT", help="The tenant's short name.")],
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The rule, as in [rules.NAME]; none to try an expression.")
    ] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="EXPR", help="A condition in CEL, in place of the rule's own.")
    ] = None,
    effect: Annotated[
        str | None, typer.Option("--effect", metavar="WORD", help="allow, deny, review or cap; without a rule review.")
    ] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="EXPR", help="With cap: the most that may go back, in CEL.")
    ] = None,
    last: Annotated[
        int,
        typer.Option("--last", metavar="N", min=1, max=10_000, help="How many of the newest requests, decided or not."),
    ] = 100,
    root: Root = Path(),
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show for every open request, and the newest decided ones, what a rule would change. Nothing is written.

    Exit 2 when the rule cannot be read.
    """
    from panel_refunds.app.trying import rule_on_trial
    from panel_refunds.flows.try_rule import try_rule as try_it

    if name is None and when is None:
        raise typer.BadParameter("name a rule of the tenant, or give a condition with --when", param_hint="NAME")
    given = {"when": when, "effect": effect, "cap": cap}
    settings = {key: value for key, value in given.items() if value is not None}
    with open_service(root, database, calls_out=False) as service:
        tenants = service.directory.current.tenants
        slug = pick_tenant(tenants, tenant)
        if name is not None and name not in tenants[slug].rules:
            known = ", ".join(tenants[slug].rules) or "none"
            raise typer.BadParameter(f"{slug} has no [rules.{name}]; known: {known}", param_hint="NAME")
        with rule_on_trial(service, slug, name, settings) as trial:
            tried = try_it(trial.desk, trial.ask_rule, most=last)
            if as_json:
                print_json(_as_json(trial.desk, trial.name, tried))
            else:
                _tell(trial.desk, trial.name, tried)


def _tell(desk: Desk, name: str, tried: Sequence[Tried]) -> None:
    typer.echo(f"rules.{name} of {desk.tenant.name}, tried on {len(tried)} of its requests. Nothing was written.")
    typer.echo(FACTS)
    if tried:
        typer.echo()
        typer.echo("\n".join(_lines(tried)))
        typer.echo()
    typer.echo("\n".join(_totals(tried)))


def _lines(tried: Sequence[Tried]) -> Iterator[str]:
    for each in tried:
        request = each.request
        change = _CHANGES.get(each.change, "as before") + (" (the rule gave no answer)" if each.failed else "")
        yield f"{request.request_id}  {request.customer_id}, {request.state}: {change}"
        without, with_it = (_told(outcome, request.currency) for outcome in (each.without, each.with_it))
        if without != with_it:
            yield f"    {without} → {with_it}"


def _told(outcome: Outcome, currency: str) -> str:
    from panel_refunds.money import format_units

    amount = f" {format_units(outcome.gross, currency)} {currency}" if outcome.gross else ""
    return f"{outcome.recommend}{amount}" + (", a person" if outcome.for_a_person else "")


def _totals(tried: Sequence[Tried]) -> Iterator[str]:
    from panel_refunds.money import format_units

    for change, word in _CHANGES.items():
        changed = [each for each in tried if each.change == change]
        sums = ", ".join(f"{format_units(units, code)} {code}" for code, units in _sums(changed).items())
        yield f"{word}: {len(changed)}" + (f" ({sums})" if sums else "")
    yield f"as before: {sum(each.change == 'none' for each in tried)}"
    if failed := sum(each.failed for each in tried):
        yield f"the rule gave no answer: {failed}; the log says why, and a person would decide"


def _sums(tried: Sequence[Tried]) -> Mapping[str, int]:
    """The money that is touched, by currency."""
    sums: dict[str, int] = {}
    for each in tried:
        sums[each.request.currency] = sums.get(each.request.currency, 0) + each.amount
    return sums


def _as_json(desk: Desk, name: str, tried: Sequence[Tried]) -> dict[str, Any]:
    from panel_refunds.money import format_units

    totals = {
        change: {
            "requests": sum(each.change == change for each in tried),
            "amounts": {
                code: format_units(units, code)
                for code, units in _sums([each for each in tried if each.change == change]).items()
            },
        }
        for change in _CHANGES
    }
    return {
        "tenant": desk.tenant.slug,
        "rule": f"rules.{name}",
        "facts": FACTS,
        "tried": len(tried),
        "unchanged": sum(each.change == "none" for each in tried),
        "failed": sum(each.failed for each in tried),
        "totals": totals,
        "requests": [_one_as_json(each) for each in tried],
    }


def _one_as_json(tried: Tried) -> dict[str, Any]:
    from panel_refunds.money import format_units

    request = tried.request

    def outcome(of: Outcome) -> dict[str, Any]:
        gross = format_units(of.gross, request.currency)
        return {"recommend": of.recommend, "gross": gross, "for_a_person": of.for_a_person}

    return {
        "id": request.request_id,
        "customer": request.customer_id,
        "currency": request.currency,
        "state": request.state,
        "opened_at": request.opened_at.isoformat(),
        "decided_again": tried.again,
        "said": [
            {"effect": each.effect, "code": each.code, "clause": each.clause, "figures": dict(each.figures)}
            for each in tried.said
        ],
        "without": outcome(tried.without),
        "with": outcome(tried.with_it),
        "change": tried.change,
        "amount": format_units(tried.amount, request.currency),
    }
