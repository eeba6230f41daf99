"""One candidate after the other: a failed one leaves no trace in the plugin manager."""

from types import SimpleNamespace

import pluggy
import pytest

from panel_refunds import hookspecs
from panel_refunds.plugins.candidates import Candidate
from panel_refunds.plugins.registration import register_all
from panel_refunds.ports import Factory, Setting


@pytest.fixture
def manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def nothing():
    return []


def candidate(name: str, **hooks) -> Candidate:
    module = SimpleNamespace(**{hook: hookspecs.hookimpl(function) for hook, function in hooks.items()})
    return Candidate(name, "test", None, lambda: module)


def test_a_plugin_may_give_things_of_several_kinds(manager):
    both = candidate("acme", rules=lambda: [Factory("one", dict)], notifiers=lambda: (Factory("two", dict),))

    plugins, faults = register_all(manager, [both])

    assert faults == ()
    assert plugins["acme"].hooks == ("rules", "notifiers")
    assert [*plugins["acme"].factories["rules"], *plugins["acme"].factories["notifiers"]] == ["one", "two"]


def test_a_failed_plugin_is_no_longer_registered(manager):
    plugins, _ = register_all(manager, [candidate("acme", rules=lambda: 1 // 0)])

    assert plugins["acme"].status == "failed"
    assert not manager.has_plugin("acme")


def test_a_misspelt_hook_does_not_blame_the_plugins_that_come_after(manager):
    _, faults = register_all(manager, [candidate("acme", rulez=nothing), candidate("zeta", rules=nothing)])

    assert [(fault.code, fault.plugin) for fault in faults] == [("hook_misspelt", "acme")]


def test_a_name_given_twice_by_one_plugin_fails_it(manager):
    plugins, _ = register_all(manager, [candidate("acme", rules=lambda: [Factory("one", dict), Factory("one", list)])])

    assert plugins["acme"].error == "rules: it registers 'one' twice"


def test_a_failed_plugin_takes_no_name_from_others(manager):
    broken = candidate("acme", rules=lambda: [Factory("one", dict)], notifiers=lambda: 1 // 0)
    sound = candidate("zeta", rules=lambda: [Factory("one", dict)])

    plugins, faults = register_all(manager, [broken, sound])

    assert faults == ()
    assert set(plugins["zeta"].factories["rules"]) == {"one"}


def test_a_plugin_that_is_none_fails(manager):
    plugins, _ = register_all(manager, [Candidate("acme", "test", None, lambda: None)])

    assert "it is None" in plugins["acme"].error


def test_a_rule_may_not_take_the_hosts_own_setting(manager):
    settings = {"dry_run": Setting("boolean", default=False)}

    plugins, _ = register_all(
        manager,
        [
            candidate("acme", rules=lambda: [Factory("one", dict, settings)]),
            candidate("zeta", fraud_checks=lambda: [Factory("two", dict, settings)]),
        ],
    )

    assert plugins["acme"].error == "rules: 'one' has a setting 'dry_run', which is the host's own"
    assert plugins["zeta"].error is None
