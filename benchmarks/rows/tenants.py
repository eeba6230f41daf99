"""Ten thousand tenants in one service: what they cost a request that is about one of them.

Resolving a host is looked at alone; charging an order on PostgreSQL, with as many customers in one tenant as there are
tenants with one customer each.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from benchmarks.panel import analyse, charge, customer, desk_of, open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Ratio, Section
from panel_refunds.flows.desk import Desk
from panel_refunds.store.tables import METADATA
from panel_refunds.tenants.hosts import Governed, HostMap
from panel_refunds.tenants.tenant import Tenant

MANY = 10_000
GOAL = Goal("at_most", 1.3, 1.1)
_COPIED = ("customer", "wallet", "deposit", "lot")
_NAMES = frozenset({"customer_id", "wallet_id", "deposit_id", "lot_id", "payment"})


def measure(run: Run) -> list[Section]:
    single = open_shop(run.postgres.create_database("bench_one_tenant"), 1)
    several = open_shop(run.postgres.create_database("bench_tenants"), 1)
    tenants = [replace(single.tenant, slug=f"panel-{number}") for number in range(MANY)]
    _copy(single, [single.tenant.id] * MANY)
    _copy(several, [tenant.id for tenant in tenants])
    desks = [desk_of(tenant, several.store) for tenant in tenants]
    times = 300 if run.quick else 1000
    # A look-up takes a few µs: many short rounds, so that no mood of the machine falls on one of the two.
    resolved = play_rounds(
        [
            Contestant("resolve a host among 10,000 tenants", "µs", _resolving(tenants, 5000)),
            Contestant("resolve a host of one tenant", "µs", _resolving(tenants[:1], 5000)),
        ],
        10 * run.rounds,
    )
    charged = play_rounds(
        [
            Contestant("charge, 10,000 tenants", "µs", partial(_charging, desks, times)),
            Contestant("charge, one tenant", "µs", partial(_charging, [single] * MANY, times)),
        ],
        run.rounds,
    )
    single.store.close()
    several.store.close()
    played = resolved | charged
    host_many, host_one, charge_many, charge_one = played.values()
    return [
        Section(
            "10,000 tenants, PostgreSQL",
            tuple(played.values()),
            (
                Ratio("resolve a host, 10,000 / 1", host_many, host_one, GOAL),
                Ratio("charge an order, 10,000 / 1", charge_many, charge_one, GOAL),
            ),
        )
    ]


def _copy(desk: Desk, tenants: Sequence[UUID]) -> None:
    """Copy the one customer, money included, for every entry of ``tenants``; the copies' names carry its number."""
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TEMPORARY TABLE copies (n int, tenant uuid)")
        rows = ", ".join(f"({number}, '{tenant}')" for number, tenant in enumerate(tenants))
        connection.exec_driver_sql(f"INSERT INTO copies VALUES {rows}")
        for name in _COPIED:
            columns = [column.name for column in METADATA.tables[name].columns if column.name != "tenant_id"]
            into = ", ".join(f'"{column}"' for column in columns)
            values = ", ".join(f"\"{column}\" || '-' || n" if column in _NAMES else f'"{column}"' for column in columns)
            source = f"{name}, copies WHERE tenant_id = '{desk.tenant.id}'"
            connection.exec_driver_sql(f"INSERT INTO {name} (tenant_id, {into}) SELECT tenant, {values} FROM {source}")
    analyse(desk.store)


def _charging(desks: Sequence[Desk], times: int) -> float:
    picked = [random.randrange(len(desks)) for _ in range(times)]
    began = time.perf_counter()
    for number in picked:
        charge(desks[number], f"{customer(0)}-{number}")
    return (time.perf_counter() - began) / times * 1e6


def _resolving(tenants: Sequence[Tenant], times: int) -> Callable[[], float]:
    named = [_with_host(tenant) for tenant in tenants]
    hosts = HostMap.build(named)
    return partial(_resolve, hosts, named, times)


def _with_host(tenant: Tenant) -> Tenant:
    site = replace(tenant.sites[0], hosts=(f"{tenant.slug}.example", f"*.{tenant.slug}.example"), excluded=())
    return replace(tenant, sites=(site,))


def _resolve(hosts: HostMap, tenants: Sequence[Tenant], times: int) -> float:
    picked = [f"www.{random.choice(tenants).slug}.example" for _ in range(times)]
    began = time.perf_counter()
    for host in picked:
        found = hosts.resolve(host)
    spent = time.perf_counter() - began
    if not isinstance(found, Governed):
        raise TypeError(f"{picked[-1]} was not resolved")
    return spent / times * 1e6
