"""A plugin that raises, hangs, talks rubbish, eats memory or ends its process harms nobody but itself.

Every way of every kind, beside us in a thread and apart in a process of its own. Some ways nothing in our own process
can survive; they stand in the table for plugins apart alone, and are the reason why there is such a thing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.app.hostile.two_brands import PLUGIN, TwoBrands

from panel_refunds.plugins import ask

KINDS = ("gateways", "order_providers", "fraud_checks", "rules", "notifiers")
BOTH = {
    "raise": "failed",
    "rubbish": "failed",
    "no memory": "failed",
    "ask to exit": "failed",
    "recursion": "failed",
    "huge": "failed",
    "hang": "late",
    "print": "fine",
}
ONLY_APART = {"hang and let nobody run": "late", "eat memory": "failed", "exit": "failed", "environment": "fine"}
WAYS = [("thread", way) for way in BOTH] + [("apart", way) for way in (BOTH | ONLY_APART)]
RETURNS_NOTHING = "notifiers"
"""What a notifier returns is nobody's, so rubbish and size from it mean nothing."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], TwoBrands]]:
    made: dict[str, TwoBrands] = {}

    def find(mode: str) -> TwoBrands:
        if mode not in made:
            made[mode] = TwoBrands(tmp_path_factory.mktemp(mode), apart=mode == "apart")
            (made[mode].ways.parent / "payments.json").write_text('{"pay_1": "50"}')
            made[mode].mode = mode
        return made[mode]

    yield find
    for brands in made.values():
        brands.close()


@pytest.fixture
def brands(request: pytest.FixtureRequest, both: Callable[[str], TwoBrands]) -> TwoBrands:
    """The installation whose hostile plugin lives in a thread or apart, one for all tests."""
    return both(request.param)


def rss() -> int:
    fields = Path("/proc/self/status").read_text()
    return int(fields.partition("VmRSS:")[2].split()[0]) // 1024


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("brands", "way"), WAYS, indirect=["brands"])
def test_whatever_it_does_the_call_ends_and_the_neighbours_work(
    brands: TwoBrands, kind: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine is no hostile plugin.
    monkeypatch.setattr(ask, "RULE_SECONDS", 60.0)
    brands.forgive()
    brands.behave("well")
    assert brands.ask(kind) == "fine", "the object works again after the last test"
    brands.behave(way)
    wanted = (BOTH | ONLY_APART)[way]
    if wanted == "late":
        monkeypatch.setattr(ask, "RULE_SECONDS", 0.5)
    if kind == RETURNS_NOTHING and way in ("rubbish", "huge"):
        wanted = "fine"
    environment, folder, before = dict(os.environ), Path.cwd(), rss()

    outcome = {}
    asking = threading.Thread(target=lambda: outcome.update(it=brands.ask(kind, 0.5 if wanted == "late" else 60)))
    asking.start()
    brands.neighbour_works()
    asking.join(60)

    assert outcome["it"] == wanted
    if brands.mode == "apart":
        assert (dict(os.environ), Path.cwd()) == (environment, folder)
        assert rss() - before < 200
    if wanted != "fine":
        failed = {each.thing: each for each in brands.service.failing()}[f"{kind}.acme"]
        assert (failed.plugin, failed.thing) == (PLUGIN, f"{kind}.acme")


@pytest.mark.parametrize("brands", ["thread", "apart"], indirect=True)
def test_the_operator_was_told_once_of_each_object_without_the_customer(brands: TwoBrands) -> None:
    """However often each failed: one message each, not one per failure."""
    for way in ("raise", "raise", "no memory"):
        for kind in KINDS:
            brands.forgive()
            brands.behave(way)
            brands.ask(kind)
    told = {letter.about: letter for letter in brands.letters()}

    assert set(told) == {f"{kind}.acme" for kind in KINDS}
    assert len(brands.letters()) == len(KINDS)
    for letter in told.values():
        assert letter.facts["plugin"] == PLUGIN
        assert "mail.example" not in letter.text
        assert "c1" not in letter.text.split()
    view = {each["name"]: each for each in brands.installed.panel().get("/plugins")["objects"]}
    assert view["gateways.acme"]["plugin"] == PLUGIN
    assert view["gateways.acme"]["failed"]["call"] == "get_payment"
    assert (view["gateways.manual"]["plugin"], view["gateways.manual"]["failed"]) == ("manual", None)
    assert brands.installed.client.get("/readyz").json()["checks"]["plugins"] == "5 failing"
