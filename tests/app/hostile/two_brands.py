"""Two brands in one service: one uses the hostile plugin beside sound ones, the other knows nothing of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.web.panel import ROOT, Installed, Panel

from panel_refunds.flows.tell_plugin_failed import KIND
from panel_refunds.plugins.bounded import PluginCallError
from panel_refunds.plugins.deadline import TimedOutError
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Message

PLUGIN = "tests.app.hostile.plugin"
TABLES = """
[gateways.acme]
use = "hostile"
ways = "{ways}"

[order_providers.acme]
use = "hostile"
ways = "{ways}"

[fraud_checks.acme]
use = "hostile"
ways = "{ways}"

[fraud_checks.sound]
use = "shared_account"

[rules.acme]
use = "hostile"
ways = "{ways}"

[notifiers.acme]
use = "hostile"
ways = "{ways}"
"""


class TwoBrands:
    """The installation; ``apart`` runs the hostile plugin in processes of its own."""

    def __init__(self, folder: Path, *, apart: bool, database: str = "sqlite://") -> None:
        self.ways = folder / "ways"
        self.behave("well")
        shutil.copytree(ROOT / "tenants", folder / "tenants")
        file = folder / "tenants" / "smmpanelus" / "tenant.toml"
        text = file.read_text(encoding="utf-8").replace('["smm_v2", "stripe"]', f'["smm_v2", "stripe", "{PLUGIN}"]')
        file.write_text(text + TABLES.format(ways=self.ways), encoding="utf-8")
        if apart:
            (folder / "panel-refunds.toml").write_text(f'plugins_apart = ["{PLUGIN}"]\nplugins_memory = "256 MiB"\n')
        self.installed = Installed(folder, database)
        self.service = self.installed.service

    @property
    def desk(self) -> Any:
        """Of the brand with the hostile plugin."""
        return self.service.desk("smmpanelus")

    def behave(self, way: str) -> None:
        """From now on the plugin does this."""
        self.ways.write_text(way)

    def forgive(self) -> None:
        """As if a minute had passed: nobody is held back."""
        for keeper in self.service._plugins["smmpanelus"].keepers:
            keeper.restarts.not_before = 0
            keeper.restarts.ends = 0

    def ask(self, kind: str, seconds: float = 60) -> str:
        """What the core makes of asking the hostile object of this kind: ``fine``, ``failed`` or ``late``."""
        return _ASK[kind](self, timedelta(seconds=seconds))

    def letters(self) -> list[Any]:
        """What the operator was told of failed plugins."""
        self.service._letters.close()
        with self.desk.read() as books:
            return [action for action in books.actions(limit=500) if action.action == KIND]

    def neighbour_works(self) -> None:
        """The other brand credits a deposit, approves a request and pays it back."""
        panel: Panel = self.installed.panel("lumenreach")
        panel.deposit(customer="n1")
        request = panel.request(customer="n1")
        panel.approve(request)
        panel.work()
        assert panel.get(f"/requests/{request['id']}")["state"] == "paid"
        # And the same brand's other plugins.
        assert self.desk.provider("main").read_status("Partial") == "partial"
        assert self.desk.gateway("manual").capabilities("card").automatic

    def close(self) -> None:
        module = sys.modules.get(PLUGIN)
        if module is not None:
            module.RELEASE.set()
        self.installed.close()


def _bounded(thing: Any, seconds: timedelta) -> Any:
    return replace(thing, caller=replace(thing.caller, deadline=seconds))


def _outcome(ask: Callable[[], object]) -> str:
    try:
        ask()
    except TimedOutError:
        return "late"
    except PluginCallError:
        return "failed"
    return "fine"


def _gateway(brands: TwoBrands, seconds: timedelta) -> str:
    return _outcome(lambda: _bounded(brands.desk.gateways["acme"], seconds).get_payment("pay_1"))


def _provider(brands: TwoBrands, seconds: timedelta) -> str:
    return _outcome(lambda: _bounded(brands.desk.providers["acme"], seconds).get_orders(["1"]))


def _notifier(brands: TwoBrands, seconds: timedelta) -> str:
    message = Message("paid", "smmpanelus", "c1", "rr_1", "Your money is on its way.")
    return _outcome(lambda: _bounded(brands.desk.notifiers["acme"], seconds).deliver(message, "out_1"))


def _check(brands: TwoBrands, seconds: timedelta) -> str:
    with suppress(AttributeError):
        seconds = min(seconds, timedelta(seconds=10))
    context = FraudContext("c1", None, brands.installed.at, None)
    from panel_refunds.plugins.ask import ask_fraud_checks

    plugins = brands.service._plugins["smmpanelus"]
    found = ask_fraud_checks(plugins, context, brands.installed.at + seconds)
    mine = [verdict for verdict in found if verdict.check_name == "acme" and verdict.failed]
    assert all(verdict.answer == "review" for verdict in mine)
    return _by_words([verdict.reasons[0] for verdict in mine])


def _rule(brands: TwoBrands, seconds: timedelta) -> str:
    snapshot = Snapshot("c1", "USD", brands.installed.at, "open", 0, 0, 0, ())
    before = {failed.thing: failed.count for failed in brands.service.failing()}.get("rules.acme", 0)
    found = brands.desk.ask_rules(snapshot, None)
    assert all((finding.effect, finding.code) == ("review", "rule_failed") for finding in found)
    failed = [failed for failed in brands.service.failing() if failed.thing == "rules.acme" and failed.count > before]
    return _by_words([each.what for each in failed])


def _by_words(words: list[str]) -> str:
    if not words:
        return "fine"
    return "late" if "no answer in time" in words[0] or "NotStartedError" in words[0] else "failed"


_ASK = {
    "gateways": _gateway,
    "order_providers": _provider,
    "fraud_checks": _check,
    "rules": _rule,
    "notifiers": _notifier,
}
