"""The source of a plugin: its package's files, or its one file."""

import panel_refunds.default_plugins.manual
from panel_refunds_testkit import tinypay
from panel_refunds_testkit.stand.source import files_of, module_of, package_of, paths_of


def test_a_package_is_all_its_files():
    assert [path.name for path in paths_of(tinypay)] == ["__init__.py", "gateway.py", "hooks.py", "peer.py"]
    assert package_of(tinypay) == "panel_refunds_testkit.tinypay"
    assert [name for name, _ in files_of(tinypay)] == ["__init__.py", "gateway.py", "hooks.py", "peer.py"]


def test_a_module_is_one_file_and_an_object_belongs_to_its_class():
    assert [path.name for path in paths_of(panel_refunds.default_plugins.manual)] == ["manual.py"]
    assert module_of(tinypay) is tinypay
    assert package_of(tinypay.gateways()[0]) == "panel_refunds.ports"
