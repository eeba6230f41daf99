"""The files of an installation for one adapter."""

import tomllib

from panel_refunds_testkit import tinypay
from panel_refunds_testkit.shop.installation import plugin_name, write_installation


def test_secrets_are_files_and_everything_else_stands_in_the_tenants_file(tmp_path, stand, peer):
    write_installation(tmp_path, stand, "http://127.0.0.1:1")

    folder = tmp_path / "tenants" / "kit"
    text = (folder / "tenant.toml").read_text()
    gateway = tomllib.loads(text)["gateways"]["tried"]
    assert gateway["url"] == "http://127.0.0.1:1"
    assert (folder / gateway["api_key"]["file"]).read_text() == peer.keys["first"]
    assert (folder / gateway["webhook_secrets"][0]["file"]).read_text() == peer.webhook_secrets[0]
    assert peer.keys["first"] not in text


def test_a_plugin_without_an_entry_point_is_named_by_its_module():
    assert plugin_name(tinypay) == "panel_refunds_testkit.tinypay"
