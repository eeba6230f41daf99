"""Deciding a request: pure work on the facts, against the time of one posting: an order charged on PostgreSQL.

The facts are those of a wallet with so many deposits, each with one lot, all in their window, every fee known; the
customer asks for everything. Every lot goes into the plan.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from benchmarks.clients import Clients
from benchmarks.panel import TENANT, open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Ratio, Section
from panel_refunds.money import SCALE
from panel_refunds.policy.decide import quote
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, Snapshot
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant

CUSTOMERS = 100
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def measure(run: Run) -> list[Section]:
    tenant = load_tenant(TENANT)
    url = run.postgres.create_database("bench_decide")
    open_shop(url, CUSTOMERS).store.close()
    charging = Clients("charge", {"url": url, "customers": CUSTOMERS})
    played = play_rounds(
        [
            Contestant("one posting: an order charged", "µs", lambda: 1e6 / charging.play(run.seconds)),
            *(Contestant(f"decide, {many} lots", "µs", _deciding(tenant, many)) for many in (10, 100, 1000)),
        ],
        run.rounds,
    )
    charging.close()
    posting, ten, hundred, thousand = played.values()
    return [
        Section(
            "decide a request",
            tuple(played.values()),
            (
                Ratio("10 lots / one posting", ten, posting, Goal("at_most", 0.5, 0.25)),
                Ratio("1,000 lots / 100 lots", thousand, hundred, Goal("at_most", None, 12)),
            ),
        )
    ]


def _deciding(tenant: Tenant, many: int) -> Callable[[], float]:
    version = tenant.policies[tenant.policy_name][-1]
    facts = _facts(version, many)
    work = partial(quote, facts, procedure=version, calendar=tenant.calendar)
    return partial(_play, work, max(3, 2000 // many), many)


def _play(work: Callable[[], Decision], times: int, many: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        decision = work()
    spent = time.perf_counter() - began
    if len(decision.refunds) != many:
        raise RuntimeError(f"{len(decision.refunds)} of {many} lots went into the plan")
    return spent / times * 1e6


def _facts(version: PolicyVersion, many: int) -> Snapshot:
    deposits = tuple(
        DepositFacts(
            deposit_id=f"dep_{number:026d}",
            payment=f"ch_{number}",
            gateway="manual",
            method="card",
            amount=50 * SCALE,
            credited_at=NOW - timedelta(days=1, minutes=number),
            version=version,
            governed_by=version,
            fee=SCALE,
            spent=10 * SCALE,
            lots=(LotFacts(f"lot_{number:026d}", "deposit", 40 * SCALE),),
        )
        for number in reversed(range(many))
    )
    return Snapshot("customer-0", "USD", NOW, "open", 40 * SCALE * many, 0, 0, deposits)
