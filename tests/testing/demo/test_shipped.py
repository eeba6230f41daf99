"""The shipped tenants are found in a clone and in an installed package."""

from panel_refunds.testing.demo import shipped


def test_the_first_tenant_is_found_and_others_are_not():
    assert (shipped.find_shipped_tenant("smmpanelus") / "tenant.toml").is_file()
    assert shipped.find_shipped_tenant("nobody") is None


def test_the_packaged_one_comes_first(tmp_path, monkeypatch):
    (tmp_path / "smmpanelus").mkdir()
    (tmp_path / "smmpanelus" / "tenant.toml").write_text("")
    monkeypatch.setattr(shipped, "_PACKAGED", tmp_path)

    assert shipped.find_shipped_tenant("smmpanelus") == tmp_path / "smmpanelus"
