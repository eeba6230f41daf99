"""Importing apart, in an interpreter that has imported nothing yet."""

import sys

from panel_refunds_testkit.watch.importing import import_apart, main


def test_what_a_module_does_at_import_is_told(tmp_path, monkeypatch):
    (tmp_path / "careless_plugin.py").write_text(
        "import pathlib, threading\n"
        "pathlib.Path(__file__).with_name('left').write_text('x')\n"
        "threading.Thread(target=int, name='ticker').start()\n"
        "def gateways(): return []\n"
    )
    (tmp_path / "broken_plugin.py").write_text("raise RuntimeError('no licence')\n")
    monkeypatch.syspath_prepend(tmp_path)
    careless = import_apart("careless_plugin")
    assert careless.error is None
    assert any(deed.endswith("left") for deed in careless.deeds)
    assert "thread: ticker" in careless.deeds
    assert import_apart("broken_plugin").error == "RuntimeError: no licence"


def test_a_quiet_module_did_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "quiet_plugin.py").write_text("def gateways(): return []\n")
    monkeypatch.syspath_prepend(tmp_path)
    before = list(sys.path)
    main([*sys.path, "--", "quiet_plugin", "gateways"])
    sys.path[:] = before
    (seconds,) = capsys.readouterr().out.splitlines()
    assert float(seconds) < 5
