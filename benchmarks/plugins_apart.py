"""What a call costs when the plugin lives in a process of its own, beside what it costs in ours.

The manual gateway says what it can do, which is no work at all: what is measured is the way there and back, with the
deadline and the check of the answer that both ways have. ``python -m benchmarks.plugins_apart [CALLS]``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from panel_refunds.default_plugins import manual
from panel_refunds.plugins.apart.kept_apart import keeper_of
from panel_refunds.plugins.apart.registering import BuildsApart
from panel_refunds.plugins.apart.said import Opening
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.tenants.installation_schema import DEFAULT_MEMORY


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    around = make_surroundings("shop", "till", now=_now, http_clients=HttpClients(), redact=Redactor())
    module = manual.__name__
    opening = Opening("manual", "benchmark", None, module, DEFAULT_MEMORY, _now())
    (factory,) = manual.gateways()
    settings = {key: setting.default for key, setting in factory.settings.items()}
    started = time.perf_counter()
    apart = BuildsApart(opening, "gateways", factory.name)(settings, around)
    print(f"starting a process: {time.perf_counter() - started:.2f} s")
    print(f"its memory: {_resident(keeper_of(apart).process.pid)} MB")
    for name, thing in (("beside us", factory.build(settings, around)), ("apart", apart)):
        gateway = BoundedGateway(thing, Caller(f"gateways.{name}", Patience(), Redactor()))
        print(
            f"a call {name}: {_microseconds(lambda gateway=gateway: gateway.capabilities('manual'), calls)} µs (median)"
        )
    keeper_of(apart).close()


def _microseconds(call: Callable[[], object], calls: int) -> int:
    call()
    took = []
    for _ in range(calls):
        started = time.perf_counter_ns()
        call()
        took.append(time.perf_counter_ns() - started)
    return int(median(took)) // 1000


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def _now() -> datetime:
    return datetime.now(UTC)


main()
