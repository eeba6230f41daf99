"""``new-plugin`` writes a whole project or nothing, and no name that would clash."""

import pytest


def files_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_gateway_is_renamed_through_and_through(run, tmp_path):
    done = run("new-plugin", "gateway", "my_pay", "--into", tmp_path)

    assert done.exit_code == 0, done.output
    assert "tests/test_yours.py lists what only you can know" in done.stdout
    assert "`pip install -e .` is enough" in done.stdout
    project = tmp_path / "panel-refunds-my-pay"
    assert {
        ".github/workflows/tests.yml",
        ".gitignore",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "src/panel_refunds_my_pay/gateway.py",
        "tests/fake_my_pay.py",
        "tests/test_conformance.py",
        "tests/test_readme.py",
        "tests/test_yours.py",
    } <= set(files_of(project))
    for path in files_of(project):
        text = (project / path).read_text(encoding="utf-8")
        assert "acme" not in text.lower(), path
        assert "panel_refunds_example" not in text, path
    assert [path.name for path in tmp_path.iterdir()] == ["panel-refunds-my-pay"]


@pytest.mark.parametrize(
    "name", ["x", "Zahlo", "zah-lo", "2pay", "_pay", "pay_", "a" * 33, "zähl", "../zahlo", "pay\n"]
)
def test_what_is_no_name_is_refused(run, tmp_path, name):
    done = run("new-plugin", "rule", name, "--into", tmp_path)

    assert done.exit_code == 2
    assert "is no name" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("kind", "name"), [("gateway", "stripe"), ("gateway", "manual"), ("rule", "smm_v2")])
def test_a_name_that_is_taken_here_is_refused(run, tmp_path, kind, name):
    done = run("new-plugin", kind, name, "--into", tmp_path)

    assert done.exit_code == 2
    assert "installed here" in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_touched(run, tmp_path):
    (tmp_path / "panel-refunds-zahlo").mkdir()

    done = run("new-plugin", "notifier", "zahlo", "--into", tmp_path)

    assert done.exit_code == 2
    assert "nothing was written" in " ".join(done.stderr.split())
    assert files_of(tmp_path) == []


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    assert run("new-plugin", "rule", "zahlo", "--into", tmp_path / "nowhere").exit_code == 2


def test_a_kind_that_is_none_is_refused(run, tmp_path):
    assert run("new-plugin", "gateways", "zahlo", "--into", tmp_path).exit_code == 2


def test_nothing_half_written_stays(run, tmp_path, monkeypatch):
    from panel_refunds.cli.authoring import templates

    monkeypatch.setattr(templates, "load_templates", lambda _: {"a": "text", "a/b": "a is no folder"})

    assert run("new-plugin", "rule", "zahlo", "--into", tmp_path).exit_code != 0
    assert not list(tmp_path.iterdir())
