"""Refunds from approved to recorded: how much of what N connections to Stripe could do is done, and at what cost.

The ceiling are the same calls made with the same plugin by as many bare threads that keep no books. Stripe is the fake
one, 100 ms away: both wait so long before each call, less than the real one takes for a refund. The lines without that
distance show the processor alone, which the fake and its callers share here; no goal hangs on them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from itertools import count

from benchmarks.approved import fake_stripe, queue_refunds, take_payments
from benchmarks.panel import PLENTY, analyse, now, open_desk
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import ROOT, Run
from benchmarks.table import Goal, Ratio, Section
from panel_refunds.flows.desk import Desk
from panel_refunds.store.tables import METADATA
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.worker.run_due import LEASE, hand_back, run_due

THREADS = 8
AWAY_MS = 100
DUE = 100
_NUMBER = count(1)


def measure(run: Run) -> list[Section]:
    with fake_stripe() as url:
        return [_of_the_ceiling(run, url), _memory(run, url), _claiming(run)]


def _of_the_ceiling(run: Run, url: str) -> Section:
    many = 200 if run.quick else 400
    far, near = f"{AWAY_MS} ms away", "no distance"
    played = play_rounds(
        [
            Contestant(f"bare calls, {THREADS} threads, {far}", "refunds/s", partial(_bare, run, url, many, AWAY_MS)),
            Contestant(f"a worker, {THREADS} threads, {far}", "refunds/s", partial(_ours, run, url, many, AWAY_MS)),
            Contestant(f"bare calls, {THREADS} threads, {near}", "refunds/s", partial(_bare, run, url, many, 0)),
            Contestant(f"a worker, {THREADS} threads, {near}", "refunds/s", partial(_ours, run, url, many, 0)),
        ],
        run.rounds,
        warm_up=False,
    )
    ceiling, ours, bare, worker = played.values()
    return Section(
        "refunds, approved → recorded, PostgreSQL and the fake Stripe",
        tuple(played.values()),
        (
            Ratio(f"a worker / bare calls, {far}", ours, ceiling, Goal("at_least", None, 0.85)),
            Ratio(f"a worker / bare calls, {near}", worker, bare, Goal("at_least", None, None)),
        ),
    )


def _memory(run: Run, url: str) -> Section:
    many, few = (2_000, 200) if run.quick else (10_000, 1_000)
    played = play_rounds(
        [
            Contestant(f"a worker draining {each:,} refunds", "MiB", partial(_peak, run, url, each))
            for each in (many, few)
        ],
        1,
        warm_up=False,
    )
    long, short = played.values()
    ratio = Ratio(f"{many:,} / {few:,} refunds", long, short, Goal("at_most", None, 1.1))
    return Section("memory of a worker that sends refunds, SQLite", (long, short), (ratio,))


def _claiming(run: Run) -> Section:
    finished = 100_000 if run.quick else 1_000_000
    none, million = (_queue_beside(run, old) for old in (0, finished))
    played = play_rounds(
        [
            Contestant(f"claim a refund beside {finished:,} finished", "µs", partial(_claim, million)),
            Contestant("claim a refund beside none", "µs", partial(_claim, none)),
        ],
        run.rounds,
    )
    for desk in (none, million):
        desk.store.close()
    beside_many, beside_none = played.values()
    ratio = Ratio(f"{finished:,} / none", beside_many, beside_none, Goal("at_most", None, 1.3))
    return Section("claiming refunds, PostgreSQL", tuple(played.values()), (ratio,))


def _bare(run: Run, url: str, many: int, away_ms: int) -> float:
    file = run.folder / f"charges-{next(_NUMBER)}"
    file.write_text("\n".join(take_payments(url, many)), encoding="utf-8")
    return many / _played("bare", url, away_ms, str(file), many)[0]


def _ours(run: Run, url: str, many: int, away_ms: int) -> float:
    database = run.postgres.create_database(f"bench_payouts_{next(_NUMBER)}")
    queue_refunds(database, take_payments(url, many))
    return many / _played("worker", url, away_ms, database, many)[0]


def _peak(run: Run, url: str, many: int) -> float:
    database = f"sqlite:///{run.folder / f'payouts-{many}.sqlite3'}"
    queue_refunds(database, take_payments(url, many))
    return _played("worker", url, 0, database, many)[1]


def _played(what: str, url: str, away_ms: int, source: str, many: int) -> tuple[float, float]:
    """Seconds and MiB of one process."""
    command = [sys.executable, "-m", "benchmarks.payouts", what, url, str(THREADS), str(away_ms), source]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stderr.strip().splitlines()[-1])
    done, seconds, peak = ended.stdout.split()
    if int(done) != many:
        raise RuntimeError(f"{done} of {many} refunds were sent")
    return float(seconds), float(peak)


def _queue_beside(run: Run, finished: int) -> Desk:
    """A line of due refunds, and so many of the same tenant that were paid long ago, each with its attempt."""
    database = run.postgres.create_database(f"bench_claiming_{next(_NUMBER)}")
    queue_refunds(database, [f"ch_{number}" for number in range(DUE + 1)])
    gateway = ScriptedGateway(now=now)
    for number in range(DUE + 1):
        gateway.take_payment(f"ch_{number}", PLENTY)
    desk = replace(open_desk(database), gateways={"stripe": gateway})
    run_due(desk, limit=1, kinds={"pay"})
    if finished:
        with desk.store.engine.connect() as connection:
            # Copying a million rows is longer than any statement of the product may take.
            connection.exec_driver_sql("SET statement_timeout = 0")
            for name, where in (("refund", "state = 'paid'"), ("attempt", "state = 'succeeded'")):
                columns = [column.name for column in METADATA.tables[name].columns]
                into = ", ".join(f'"{column}"' for column in columns)
                values = ", ".join(
                    f"\"{column}\" || '-' || n" if column in {"refund_id", "attempt_id", "key"} else f'"{column}"'
                    for column in columns
                )
                source = f"{name}, generate_series(1, {finished}) AS n WHERE {where}"
                connection.exec_driver_sql(f"INSERT INTO {name} ({into}) SELECT {values} FROM {source}")
    analyse(desk.store)
    return desk


def _claim(desk: Desk, times: int = 100) -> float:
    """Claim one refund with its lease, look whether its deposit has an open attempt, and hand it back."""
    began = time.perf_counter()
    for _ in range(times):
        with desk.begin() as books:
            claimed = books.claim_work(desk.now(), LEASE, 1, kinds={"pay"})
            books.find_open_attempt(books.get_refund(claimed[0].ref).deposit_id)
        hand_back(desk, claimed)
    return (time.perf_counter() - began) / times * 1e6
