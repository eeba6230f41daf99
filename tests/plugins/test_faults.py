"""Faults name plugin, file, line and key."""

from pathlib import Path

from panel_refunds.plugins.faults import PluginFault, PluginSettingsError, ToldError, nearest, told
from panel_refunds.tenants.tenant import Place


def test_a_fault_reads_from_the_file_to_the_reason():
    fault = PluginFault(
        "setting_unknown", "acme", "no such setting", Place(Path("t/tenant.toml"), 12), "gateways.acme.x"
    )

    assert str(fault) == "t/tenant.toml:12: gateways.acme.x: plugin 'acme': no such setting"
    assert str(PluginFault("hook_wrapped", "acme", "no")) == "plugin 'acme': no"


def test_an_error_tells_all_its_faults_and_whose_they_are():
    error = PluginSettingsError(
        "shop", [PluginFault("plugin_failed", "a", "one"), PluginFault("plugin_failed", "b", "two")]
    )

    assert [line.strip() for line in str(error).splitlines()[1:]] == ["plugin 'a': one", "plugin 'b': two"]
    assert "tenant 'shop'" in str(error)


def test_the_nearest_word_is_suggested_else_all_are_listed():
    assert nearest("poll_second", ["poll_seconds", "url"]) == 'did you mean "poll_seconds"?'
    assert nearest("zzz", ["url", "key"]) == "known: key, url."
    assert nearest("zzz", []) == "nothing is known here."


def test_an_error_is_told_by_name_and_text_even_one_whose_text_raises():
    class Silent(Exception):  # noqa: N818 - a foreign error's name
        def __str__(self):
            raise RuntimeError

    assert told(ValueError("x")) == "ValueError: x"
    assert told(ToldError("ValueError: x")) == "ValueError: x"
    assert told(Silent()) == "Silent: (its text cannot be read)"
