"""``plugins`` lists what is installed, what it gives, and which settings that takes."""

import json
import sys


def test_our_own_plugins_are_there_with_their_settings(run):
    done = run("plugins")

    assert done.exit_code == 0, done.output
    assert '[gateways.…] use = "manual"' in done.stdout
    assert '[order_providers.…] use = "smm_v2"  SMM panel API v2' in done.stdout
    assert "secret, by reference, must be given. The API key the panel gave you." in done.stdout


def test_a_program_can_read_it(run):
    listed = {plugin["name"]: plugin for plugin in json.loads(run("plugins", "--json").stdout)}

    assert listed["smm_v2"]["hooks"] == ["order_providers"]
    assert {setting["key"] for setting in listed["smm_v2"]["factories"][0]["settings"]} >= {
        "url",
        "key",
        "poll_seconds",
    }


def test_a_plugin_that_does_not_import_is_shown_with_its_error(run):
    done = run("plugins", "--module", "nowhere.at_all")

    assert done.exit_code == 1
    assert "nowhere.at_all" in done.stdout
    assert "ModuleNotFoundError" in done.stdout


def test_plugins_that_cannot_live_together_are_refused(run, tmp_path, monkeypatch):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "second_manual.py").write_text(
        "from panel_refunds.hookspecs import hookimpl\nfrom panel_refunds.ports import Factory\n"
        "@hookimpl\ndef gateways():\n    return [Factory('manual', lambda settings, around: None)]\n"
    )
    monkeypatch.syspath_prepend(tmp_path)

    done = run("plugins", "--module", "house.second_manual")

    for name in ("house", "house.second_manual"):
        sys.modules.pop(name, None)
    assert done.exit_code == 2
    assert "house.second_manual" in done.stderr
    assert "manual" in done.stderr


def test_a_module_that_nobody_finds_is_a_usage_error(run):
    done = run("plugins", "--module", "acme")

    assert done.exit_code == 2
    assert "there is no plugin acme; a module is named with a dot" in done.stderr
