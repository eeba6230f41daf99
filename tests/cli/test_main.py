"""The command line as a whole: quick to start, complete, and never a traceback for what is expected."""

import subprocess
import sys

from panel_refunds import __version__
from panel_refunds.cli.main import app

COMMANDS = (
    *("demo", "init", "check", "cases", "quote", "request", "review", "pay", "audit", "serve", "worker"),
    *("migrate", "keys", "plugins", "read-reply"),
)
HEAVY = ("alembic", "httpx2", "pluggy", "pydantic", "sqlalchemy", "sqlmodel", "starlette", "structlog", "uvicorn")


def test_the_help_names_every_command_and_the_exit_codes(run):
    done = run("--help")

    assert done.exit_code == 0
    assert not [name for name in COMMANDS if f" {name} " not in done.stdout]
    assert "Exit codes" in done.stdout


def test_every_command_explains_itself(run):
    silent = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if not (command.callback.__doc__ or "").strip()
    ]

    assert not silent


def test_the_version_is_the_packages_own(run):
    assert run("--version").stdout == f"panel-refunds {__version__}\n"


def test_the_help_imports_nothing_that_takes_long():
    code = (
        "import sys; sys.argv = ['panel-refunds', '--help']\n"
        "from panel_refunds.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_a_misspelt_command_is_a_usage_error_with_the_nearest_one(run):
    done = run("chek")

    assert done.exit_code == 2
    assert (
        done.stderr
        == "panel-refunds: No such command 'chek'. Did you mean 'check'?\n`panel-refunds --help` explains it.\n"
    )


def test_a_refusal_is_a_sentence_with_its_code_and_no_traceback(shell, root, deposit):
    done = shell("quote", "nobody", "--root", root)

    assert done.returncode == 1
    assert done.stderr == "refused: This customer has no balance in that currency. [customer] (not_found)\n"
    assert done.stdout == ""


def test_a_bug_keeps_its_traceback(shell, tmp_path):
    (tmp_path / "panel_refunds_bug.py").write_text("raise RuntimeError('a bug')\n")
    code = (
        "from panel_refunds.cli import check, main\n"
        "import panel_refunds.cli.check as module\n"
        "def broken(*a, **k): raise RuntimeError('a bug')\n"
        "module._read_tenants = broken\n"
        "import sys; sys.argv = ['panel-refunds', 'check']\n"
        "main()\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "RuntimeError: a bug" in done.stderr
    assert "Traceback" in done.stderr


def test_options_come_from_the_environment_too(run, root, deposit, monkeypatch):
    monkeypatch.setenv("PANEL_REFUNDS_ROOT", str(root))
    monkeypatch.setenv("PANEL_REFUNDS_TENANT", "my-panel")

    assert "maya has 40.00 USD at My Panel" in run("quote", "maya").stdout
