"""A new virtual environment that sees everything this one has, in which a project can be installed without a network.

What is installed there stays there: the environment that runs the tests is not touched.
"""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from pathlib import Path

COMMANDS = {"panel-refunds": "panel_refunds.cli import main", "pytest": "pytest import main"}
NOT_AN_AUTHORS = "-p no:schemathesis"
"""A plugin of pytest that is here for our own tests, and a third of what starting it takes."""
INSTALL = "python -m pip install -q --no-index --no-deps --no-build-isolation --disable-pip-version-check -e ."


class FreshVenv:
    """Made at once in ``folder``."""

    def __init__(self, folder: Path) -> None:
        venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
        self.folder = folder
        self.bin = folder / "bin"
        (site,) = folder.glob("lib/python*/site-packages")
        theirs = sysconfig.get_path("purelib")
        (site / "everything.pth").write_text(f"import site; site.addsitedir({theirs!r})\n")
        for name, what in COMMANDS.items():
            script = self.bin / name
            script.write_text(f"#!{self.bin / 'python'}\nimport sys\nfrom {what}\nsys.exit(main())\n")
            script.chmod(0o755)

    def run(self, command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a line of a shell there."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
        env = {**kept, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200", "NO_COLOR": "1"}
        env["PYTEST_ADDOPTS"] = NOT_AN_AUTHORS
        return subprocess.run(
            ["bash", "-c", command], cwd=cwd, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def install(self, project: Path) -> None:
        """Install ``project`` so that a change of its files is a change of what is installed."""
        done = self.run(INSTALL, project)
        assert done.returncode == 0, done.stdout + done.stderr
