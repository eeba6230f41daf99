"""Charging an order on PostgreSQL: the limit, ours with everything that belongs to it, and two peers."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from benchmarks.clients import Clients
from benchmarks.contestants import pgledger
from benchmarks.limit import Limit
from benchmarks.panel import open_shop
from benchmarks.rounds import Contestant, absent, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Ratio, Section

CUSTOMERS = 1000
FOR_THE_LIMIT = Goal("at_least", 0.25, 0.45)
FOR_PGLEDGER = Goal("at_least", 0.7, 1.1)
FOR_HORDAK = Goal("at_least", 5, 10)
NO_GOAL = Goal("at_least", None, None)


def measure(run: Run) -> list[Section]:
    limit = Limit(run.postgres, run.folder, CUSTOMERS)
    url = run.postgres.create_database("bench_charge")
    open_shop(url, CUSTOMERS).store.close()
    _set_up_peers(run)
    return [_section(run, limit, url, count) for count in (1, 4, 16)]


def _set_up_peers(run: Run) -> None:
    if run.pgledger:
        pgledger.set_up(run.postgres.create_database("bench_pgledger"), run.pgledger, CUSTOMERS)
    run.postgres.create_database("bench_hordak")


def _section(run: Run, limit: Limit, url: str, count: int) -> Section:
    with ExitStack() as closing:

        def clients(contestant: str, options: dict[str, object], **how: object) -> Clients:
            made = Clients(contestant, {"customers": CUSTOMERS, **options}, count=count, **how)  # type: ignore[arg-type]  # options are strings and numbers of the command line
            closing.callback(made.close)
            return made

        ours = clients("charge", {"url": url})
        contestants = [
            Contestant("the limit: pgbench, one function", "/s", partial(limit.play, count, run.seconds)),
            Contestant("panel-refunds, an order charged", "/s", partial(ours.play, run.seconds)),
        ]
        if run.pgledger:
            theirs = clients("pgledger", {"url": run.postgres.url("bench_pgledger")})
            contestants.append(Contestant("pgledger through psycopg", "/s", partial(theirs.play, run.seconds)))
        else:
            contestants.append(absent("pgledger through psycopg", "/s", "not at hand; give its SQL by --pgledger FILE"))
        contestants.append(_hordak(run, count, closing))
        played = play_rounds(contestants, run.rounds)
    least, mine, ledger, hordak = played.values()
    goals = (FOR_THE_LIMIT, FOR_PGLEDGER, FOR_HORDAK) if count == 4 else (NO_GOAL,) * 3
    return Section(
        f"charge an order, PostgreSQL, {count} client{'s' if count > 1 else ''}",
        tuple(played.values()),
        (
            Ratio("ours / the limit", mine, least, goals[0]),
            Ratio("ours / pgledger", mine, ledger, goals[1]),
            Ratio("ours / hordak with lock and check", mine, hordak, goals[2]),
        ),
    )


def _hordak(run: Run, count: int, closing: ExitStack) -> Contestant:
    name = "django-hordak with lock and check"
    options = {
        "host": str(run.postgres.socket_dir),
        "port": run.postgres.port,
        "database": "bench_hordak",
        "customers": CUSTOMERS,
    }
    try:
        if not run.hordak_is_set_up:
            Clients("hordak", {**options, "set_up": True}, python=run.hordak_python).close()
            run.hordak_is_set_up = True
        theirs = Clients("hordak", options, count=count, python=run.hordak_python)
    except Exception as error:  # noqa: BLE001 - why a peer cannot play is printed in its line
        return absent(name, "/s", f"could not be set up: {error}")
    closing.callback(theirs.close)
    return Contestant(name, "/s", partial(theirs.play, run.seconds))
