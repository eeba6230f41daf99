"""What is built has everything that is opened from it: without a clone, the commands that write files write the same."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from panel_refunds import __version__
from panel_refunds.cli.authoring.templates import load_templates

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from panel_refunds.cli import main; main()"
SHIPPED = {
    "src/panel_refunds": "panel_refunds",
    "tenants/lumenreach": "panel_refunds/testing/demo/tenants/lumenreach",
    "tenants/smmpanelus": "panel_refunds/testing/demo/tenants/smmpanelus",
    "plugins/panel-refunds-example/src": "panel_refunds/cli/authoring/example/src",
    "plugins/panel-refunds-example/tests": "panel_refunds/cli/authoring/example/tests",
}


def files_of(folder: Path) -> set[str]:
    """Everything in a folder but what Python and the linters leave there."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    left = ("__pycache__", ".ruff_cache", ".mypy_cache", ".pytest_cache")
    return {path.as_posix() for path in paths if not set(path.parts) & set(left)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def unpacked(wheel) -> Path:
    folder = wheel.parent / "unpacked"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)  # noqa: S202 - a wheel that was built just now
    return folder


def run(unpacked: Path, cwd: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(unpacked), *command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(("here", "there"), SHIPPED.items())
def test_every_file_is_in_the_wheel(unpacked, here, there):
    shipped = files_of(unpacked / there)

    assert files_of(ROOT / here) - shipped == set()


def test_nothing_is_in_it_that_belongs_to_nobody(unpacked):
    strays = {path for path in files_of(unpacked) if path.endswith((".pyc", ".sqlite3", ".env", ".whl"))}

    assert strays == set()
    assert {path.name for path in unpacked.iterdir()} == {"panel_refunds", f"panel_refunds-{__version__}.dist-info"}


def test_a_new_project_is_written_from_the_wheel_as_from_a_clone(unpacked, tmp_path):
    run(unpacked, tmp_path, "new-plugin", "gateway", "something")

    written = files_of(tmp_path / "panel-refunds-something")
    assert len(written) == len(load_templates("gateway"))
    assert {"src/panel_refunds_something/gateway.py", "tests/fake_something.py", ".gitignore"} <= written


def test_an_installation_is_begun_from_the_wheel(unpacked, tmp_path):
    run(unpacked, tmp_path, "init", "inst")

    assert (tmp_path / "inst/panel-refunds.toml").is_file()


def test_the_demo_finds_its_tenant_in_the_wheel(unpacked, tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from panel_refunds.testing.demo.shipped import *;"
        "print(find_shipped_tenant('smmpanelus'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(unpacked)], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == str(unpacked / SHIPPED["tenants/smmpanelus"])


def test_the_source_distribution_has_what_the_wheel_is_built_from(tmp_path):
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])

    with tarfile.open(built) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    for here in SHIPPED:
        assert {f"{here}/{path}" for path in files_of(ROOT / here)} - names == set(), here
