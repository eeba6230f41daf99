"""A plugin apart is registered without being imported here, whatever it does when it is."""

import sys
from functools import partial

import pluggy
import pytest
from tests.plugins.apart.conftest import FOOT, MEMORY, NOW

from panel_refunds import hookspecs
from panel_refunds.errors import Refused
from panel_refunds.plugins.apart import process
from panel_refunds.plugins.apart.kept_apart import keeper_of
from panel_refunds.plugins.apart.registering import NONE_APART, Apart, BuildsApart
from panel_refunds.plugins.apart.said import Opening
from panel_refunds.plugins.candidates import BUILT_IN, Candidate
from panel_refunds.plugins.registration import register_all
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.ports import Letterhead

APART = Apart(("*",))


def test_which_plugins_are_meant():
    ours, acme = (
        Candidate(name, source, None, object) for name, source in (("log", BUILT_IN), ("acme", "dotted name"))
    )

    assert not NONE_APART.covers(acme)
    assert Apart(("acme",)).covers(acme)
    assert not Apart(("other",)).covers(acme)
    assert APART.covers(acme)
    assert not APART.covers(ours)
    assert APART.register_covered(ours) is None


def test_it_is_a_plugin_like_others_and_was_never_imported(candidate):
    plugin, faults = APART.register(candidate())

    factory = plugin.factories["gateways"]["acme"]
    assert (plugin.status, plugin.apart, plugin.hooks, faults) == ("loaded", True, ("gateways",), [])
    assert (factory.title, factory.settings["key"].secret) == ("Acme", True)
    assert "acme_apart" not in sys.modules


@pytest.mark.parametrize(
    ("foot", "error"),
    [
        ("1 // 0", "ZeroDivisionError"),
        ("os._exit(7)", "exit code 7"),
        ("sys.exit(7)", "SystemExit: 7"),
        ("bytearray(2 << 30)", "MemoryError"),
        ("@hookimpl\ndef gateways():\n    return [5]\n", "instead of a Factory"),
        ("@hookimpl\ndef gateways():\n    return gateways()\n", "RecursionError"),
        ("@hookimpl\ndef gateways():\n    return (object() for _ in iter(int, 1))\n", "more than 100 factories"),
        ("@hookimpl\ndef gateways():\n    return [Factory('acme', Thing, {'a': 'text'})]\n", "no Setting"),
    ],
)
def test_a_plugin_that_does_not_work_has_failed_with_its_error(candidate, foot, error):
    plugin, faults = APART.register(candidate(foot=foot))

    assert (plugin.status, faults) == ("failed", [])
    assert error in plugin.error


def test_a_plugin_that_hangs_when_it_is_imported_is_ended(candidate, monkeypatch):
    monkeypatch.setattr(process, "START_SECONDS", 1)

    plugin, _ = APART.register(candidate(foot="re.match('(a+)+$', 'a' * 60 + 'b')"))

    assert "no answer in 1 seconds" in plugin.error


def test_misused_hooks_and_names_taken_are_refused_as_beside_us(candidate):
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    misspelt = candidate(foot="@hookimpl\ndef gatewys(): return []\n", name="misspelt_apart")

    _, faults = register_all(
        manager, [candidate(), candidate(name="again_apart"), misspelt], partial(Apart.register_covered, APART)
    )

    assert [(fault.code, fault.plugin) for fault in faults] == [
        ("name_taken", "again_apart"),
        ("hook_misspelt", "misspelt_apart"),
    ]


def test_building_says_what_it_refuses(candidate):
    plugin, _ = APART.register(
        candidate(
            foot="from panel_refunds.errors import Refused\n"
            "def build(settings, around): raise Refused('field_invalid', 'Not like this.', field='code')\n"
            + FOOT.replace("Thing", "build")
        )
    )
    around = make_surroundings("shop", "till", now=lambda: NOW, http_clients=HttpClients(), redact=Redactor())

    with pytest.raises(Refused) as refused:
        plugin.factories["gateways"]["acme"].build({}, around)
    assert (refused.value.text, refused.value.field) == ("Not like this.", "code")


def test_what_it_is_told_of_the_brand_goes_with_it(candidate):
    name = candidate().name
    opening = Opening(name, "dotted name", None, name, MEMORY, NOW)
    house = Letterhead("صدف", "Sadaf <refunds@sadaf.example>")
    around = make_surroundings(
        "shop", "till", now=lambda: NOW, http_clients=HttpClients(), redact=Redactor(), letterhead=house
    )
    code = "GatewayRefund(self.around.letterhead.name, RefundStatus.PENDING, Money(5, 'USD'))"
    thing = BuildsApart(opening, "gateways", "acme")({"code": code, "key": "k"}, around)
    try:
        assert thing.get_refund("re_1").ref == "صدف"
    finally:
        keeper_of(thing).close()
