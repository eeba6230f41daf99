"""A host speaks its own version and every older minor one of it."""

import pytest

from panel_refunds.ports.contract import CONTRACT_VERSION, find_mismatch


@pytest.mark.parametrize("version", ["1.0", "1.1", 1, CONTRACT_VERSION])
def test_what_was_written_before_is_spoken(version):
    assert find_mismatch(version) is None


@pytest.mark.parametrize("version", ["1.2", "1.10", "2.0", 2])
def test_what_is_newer_needs_a_newer_host(version):
    assert "install a newer panel-refunds" in find_mismatch(version)


@pytest.mark.parametrize("version", ["0.9", "0.0"])
def test_an_older_contract_needs_a_newer_plugin(version):
    assert "install a newer plugin" in find_mismatch(version)


@pytest.mark.parametrize("version", [None, "", "1", "1.1.1", 1.1, True, 0, -1, "one"])
def test_what_is_no_version_is_told(version):
    assert "write it as" in find_mismatch(version)
