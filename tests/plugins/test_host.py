"""The host through its front door: what is loaded, what is refused at start, what only fails by itself."""

import pytest

from panel_refunds.plugins.faults import PluginsRefusedError
from panel_refunds.plugins.host import PluginHost

CHECK = "def evaluate(self, context, deadline): return Verdict('allow')"


def test_our_defaults_are_loaded_as_plugins_and_work():
    host = PluginHost.load(installed=())

    assert set(host.plugins) == {"manual", "shared_account", "fraud_warning", "review_above", "log"}
    assert {plugin.status for plugin in host.plugins.values()} == {"loaded"}


def test_an_installed_distribution_is_found_by_its_entry_point(install, plugin_source):
    install("acme", plugin_source("fraud_checks", "acme_check", CHECK))

    plugin = PluginHost.load().plugins["acme"]

    assert (plugin.version, plugin.source, plugin.hooks) == ("1.2", "entry point of acme", ("fraud_checks",))
    assert set(plugin.factories["fraud_checks"]) == {"acme_check"}


def test_a_module_and_an_object_are_found_by_their_dotted_names(tmp_path, install, plugin_source):
    package = tmp_path / "site" / "house_of_cards"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "checks.py").write_text(plugin_source("fraud_checks", "house_check", CHECK))
    (package / "objects.py").write_text(
        "from panel_refunds.hookspecs import hookimpl\n"
        "class Rules:\n    @hookimpl\n    def rules(self): return []\n"
        "plugin = Rules()\n"
    )

    host = PluginHost.load(["house_of_cards.checks", "house_of_cards.objects:plugin"], installed=())

    assert host.plugins["house_of_cards.checks"].hooks == ("fraud_checks",)
    assert host.plugins["house_of_cards.objects:plugin"].hooks == ("rules",)


def test_a_name_without_a_dot_is_never_imported(install):
    module = install("house", "raise RuntimeError('imported')", entry_point=False)

    assert module not in PluginHost.load([module], installed=()).plugins


def test_two_hosts_share_nothing(install, plugin_source):
    module = install("house", plugin_source("fraud_checks", "house_check", CHECK), entry_point=False)
    (first, second) = (PluginHost.load([f"{module}:"], installed=()), PluginHost.load(installed=()))

    assert f"{module}:" in first.plugins
    assert f"{module}:" not in second.plugins


def test_a_misspelt_hook_is_refused_at_start_and_the_right_name_suggested(install, plugin_source):
    install("acme", plugin_source("fraud_check", "acme_check", CHECK))

    with pytest.raises(PluginsRefusedError, match=r"plugin 'acme': fraud_check\(\).*did you mean \"fraud_checks\"\?"):
        PluginHost.load()


def test_a_hook_that_asks_for_arguments_is_refused_at_start(install):
    install("acme", "from panel_refunds.hookspecs import hookimpl\n@hookimpl\ndef gateways(config): return []\n")

    with pytest.raises(PluginsRefusedError, match=r"plugin 'acme'.*config"):
        PluginHost.load()


@pytest.mark.parametrize("option", ["wrapper", "hookwrapper"])
def test_a_wrapper_around_a_hook_is_refused_at_start(install, option):
    install(
        "acme", f"from panel_refunds.hookspecs import hookimpl\n@hookimpl({option}=True)\ndef gateways():\n    yield\n"
    )

    with pytest.raises(PluginsRefusedError, match=r"plugin 'acme': gateways\(\) is a hook wrapper"):
        PluginHost.load()


def test_a_factory_name_registered_twice_is_refused_at_start_naming_both_plugins(install, plugin_source):
    install("acme", plugin_source("fraud_checks", "shared_account", CHECK))

    with pytest.raises(PluginsRefusedError) as refused:
        PluginHost.load()

    assert "'acme'" in str(refused.value)
    assert "registered by plugin 'shared_account'" in str(refused.value)


def test_the_same_factory_name_of_another_kind_is_no_clash(install, plugin_source):
    install("acme", plugin_source("notifiers", "shared_account", "def deliver(self, message, key): pass"))

    assert PluginHost.load().plugins["acme"].status == "loaded"


def test_two_distributions_with_one_plugin_name_are_refused_naming_both(install, plugin_source):
    install("acme", plugin_source("fraud_checks", "one", CHECK), distribution="acme-one")
    install("acme", plugin_source("fraud_checks", "two", CHECK), distribution="acme-two")

    with pytest.raises(PluginsRefusedError) as refused:
        PluginHost.load()

    assert "acme-one" in str(refused.value)
    assert "acme-two" in str(refused.value)


def test_all_refusals_are_told_at_once(install, plugin_source):
    install("acme", plugin_source("fraud_check", "acme_check", CHECK))
    install("bcme", plugin_source("rule", "bcme_rule", CHECK))

    with pytest.raises(PluginsRefusedError) as refused:
        PluginHost.load()

    assert [fault.plugin for fault in refused.value.faults] == ["acme", "bcme"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("raise RuntimeError('no licence')", "it cannot be imported: RuntimeError: no licence"),
        ("raise SystemExit(3)", "it cannot be imported: SystemExit: 3"),
        ("import nowhere_to_be_found", "ModuleNotFoundError"),
        ("x = 1", "it implements no hook"),
        ("from panel_refunds.hookspecs import hookimpl\n@hookimpl\ndef rules(): return 1 / 0", "ZeroDivisionError"),
        ("from panel_refunds.hookspecs import hookimpl\n@hookimpl\ndef rules(): return None", "TypeError"),
        ("from panel_refunds.hookspecs import hookimpl\n@hookimpl\ndef rules(): return ['x']", "instead of a Factory"),
    ],
)
def test_a_plugin_that_breaks_has_failed_with_its_error_and_stops_nobody_else(install, plugin_source, source, error):
    install("acme", source)
    install("zenith", plugin_source("fraud_checks", "zenith_check", CHECK))

    host = PluginHost.load()

    assert host.plugins["acme"].status == "failed"
    assert error in host.plugins["acme"].error
    assert host.plugins["zenith"].status == "loaded"
    assert host.plugins["manual"].status == "loaded"


@pytest.mark.parametrize("name", ["x", "Acme", "acme-check", "a" * 33, ""])
def test_a_badly_named_factory_fails_its_plugin(install, plugin_source, name):
    install("acme", plugin_source("fraud_checks", name, CHECK))

    assert "is not 2 to 32 of a-z, 0-9 and _" in PluginHost.load().plugins["acme"].error


def test_a_factory_for_another_contract_fails_its_plugin(install, plugin_source):
    install("acme", plugin_source("fraud_checks", "acme_check", CHECK, contract=2))

    assert "made for contract 2.0, and this host speaks 1." in PluginHost.load().plugins["acme"].error


def test_one_plugin_under_two_names_is_told_which_name_to_use(install, plugin_source):
    module = install("acme", plugin_source("fraud_checks", "acme_check", CHECK))

    host = PluginHost.load([f"{module}:"])

    assert host.plugins["acme"].status == "loaded"
    assert 'same module as plugin "acme"' in host.plugins[f"{module}:"].error


def test_a_factory_is_got_by_kind_and_name_or_the_nearest_is_named():
    host = PluginHost.load(installed=())

    assert host.get_factory("gateways", "manual").name == "manual"
    with pytest.raises(LookupError, match='did you mean "manual"'):
        host.get_factory("gateways", "manuel")
