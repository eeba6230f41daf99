"""What an author does first: copy the reference adapter, or have it copied, rename, install, certify. It works at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.fresh_venv import FreshVenv

from panel_refunds.plugins.host import PluginHost

EXAMPLE = Path(__file__).parents[2] / "plugins/panel-refunds-example"
NAMES = (
    ("panel_refunds_example", "panel_refunds_otherpay"),
    ("panel-refunds-example", "panel-refunds-otherpay"),
    ("acmepay", "otherpay"),
    ("AcmePay", "OtherPay"),
)


@pytest.fixture
def venv(tmp_path) -> FreshVenv:
    return FreshVenv(tmp_path / "venv")


def renamed(text: str) -> str:
    for old, new in NAMES:
        text = text.replace(old, new)
    return text


def copy_by_hand(target: Path) -> None:
    """As the README says: contents and file names, nothing else."""
    kept_out = shutil.ignore_patterns("__pycache__", "certificates", "test_readme.py", "README.md", ".*")
    shutil.copytree(EXAMPLE, target, ignore=kept_out)
    (target / "README.md").write_text("A gateway.\n")
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_file():
            path.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
        path.rename(path.with_name(renamed(path.name)))
    pyproject = target / "pyproject.toml"
    pyproject.write_text(pyproject.read_text().replace("\nexample = ", "\notherpay = "))


def test_a_renamed_copy_is_certified(venv, tmp_path):
    project = tmp_path / "panel-refunds-otherpay"
    copy_by_hand(project)
    venv.install(project)

    tried = venv.run("pytest -q -p no:cacheprovider --certify", project)
    shown = venv.run("panel-refunds plugins --json", tmp_path)

    assert tried.returncode == 0, tried.stdout[-3000:] + tried.stderr
    assert "certified, gateways.otherpay.json" in tried.stdout
    (plugin,) = [each for each in json.loads(shown.stdout) if each["name"] == "otherpay"]
    assert plugin["factories"][0]["certificate"] == {"state": "certified", "why": ""}


def test_a_new_project_keeps_the_contract_and_says_what_is_missing(venv, tmp_path):
    made = venv.run("panel-refunds new-plugin gateway otherpay", tmp_path)
    assert made.returncode == 0, made.stderr
    project = tmp_path / "panel-refunds-otherpay"
    venv.install(project)

    plain = venv.run("pytest -q -p no:cacheprovider --deselect tests/test_conformance.py -k 'not yours'", project)
    kept = venv.run(
        "pytest -q -p no:cacheprovider tests/test_conformance.py -k 'whole or parts or altered or dispute'", project
    )
    yours = venv.run("pytest -q -p no:cacheprovider tests/test_yours.py", project)

    assert plain.returncode == 0, plain.stdout
    assert kept.returncode == 0, kept.stdout[-3000:]
    assert "certif" not in kept.stdout
    assert yours.returncode == 1
    assert "1 passed" in yours.stdout.splitlines()[-1], "only the check of STAYS itself passes at first"
    assert "settings.VENDORS_OWN is still made up. Write the address of your vendor's API" in yours.stdout
    assert "FakeOtherpay.refund_requests is still made up. Write which requests make a refund" in yours.stdout


def test_a_new_projects_readme_is_held_against_its_settings(venv, tmp_path):
    assert venv.run("panel-refunds new-plugin gateway otherpay", tmp_path).returncode == 0
    project = tmp_path / "panel-refunds-otherpay"
    venv.install(project)
    settings = project / "src/panel_refunds_otherpay/settings.py"
    changed = settings.read_text().replace("default=20, minimum=1", "default=15, minimum=1")
    settings.write_text(
        changed.replace('        "key": Setting', '        "shop": Setting(help="The shop."),\n        "key": Setting')
    )
    readme = project / "README.md"
    readme.write_text(readme.read_text().replace("| setting |", "| `gone` | `1` | x |\n| setting |"))

    tried = venv.run("pytest -q -p no:cacheprovider tests/test_readme.py", project)

    assert "3 failed, 4 passed" in tried.stdout, tried.stdout
    assert "| `timeout` | `15` | seconds to wait for an answer, at most 25 |" in tried.stdout
    assert "| `shop` | none | what it is for |" in tried.stdout
    assert "settings.py has no `gone`; take the row out of README.md." in tried.stdout


@pytest.mark.parametrize("kind", ["order-provider", "fraud-check", "rule", "notifier"])
def test_a_small_project_passes_at_once(venv, tmp_path, kind):
    made = venv.run(f"panel-refunds new-plugin {kind} my_own", tmp_path)
    assert made.returncode == 0, made.stderr
    project = tmp_path / "panel-refunds-my-own"
    venv.install(project)

    done = venv.run("pytest -q -p no:cacheprovider", project)
    shown = venv.run("panel-refunds plugins --json", tmp_path)
    linted = venv.run("python -m ruff check -q --no-cache .", project)

    assert done.returncode == 0, done.stdout
    assert linted.returncode == 0, linted.stdout
    (plugin,) = [each for each in json.loads(shown.stdout) if each["name"] == "my_own"]
    assert plugin["error"] is None
    assert plugin["factories"][0]["kind"] == f"{kind.replace('-', '_')}s"


def test_this_environment_is_as_it_was():
    assert not {"otherpay", "my_own"} & PluginHost.load().plugins.keys()
