"""``panel-refunds new-plugin``: a project that an author can start from, tests and all.

The project is whole or it is not there: it is written beside its place and moved into it. A name that would clash with
a plugin of this installation is refused before anything is written.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.authoring.templates import Kind

_NAME = re.compile(r"[a-z](?:[a-z0-9_]{0,30}[a-z0-9])")
_FOR_EVERYBODY = 0o755
_WORDS_FOR_A_GATEWAY = (
    *("", "tests/test_conformance.py passes; tests/test_yours.py lists what only you can know of your vendor."),
    *("The checks with killed workers start other processes, which find the plugin only when it is installed:",),
    "`pip install -e .` is enough, once, and again when the plugin's name or its package changes.",
)


def new_plugin(
    kind: Annotated[
        Kind, typer.Argument(metavar="KIND", help="gateway, order-provider, fraud-check, rule or notifier.")
    ],
    name: Annotated[str, typer.Argument(metavar="NAME", help='What tenants write in use = "NAME".')],
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="The folder that the project goes into.")
    ] = Path(),
) -> None:
    """Write the project of a new plugin: panel-refunds-NAME, with its tests.

    Its tests pass at once. For a gateway, one more file of tests fails, and says what only you can know of your vendor.
    Exit 2 when the name cannot be used or something is there already; then nothing was written.
    """
    from panel_refunds.cli.authoring.renaming import NewNames
    from panel_refunds.cli.authoring.templates import load_templates

    _check_name(kind, name)
    if not into.is_dir():
        raise typer.BadParameter(f"There is no folder {into}.", param_hint="--into")
    names = NewNames(name)
    target = into / names.project
    if target.exists() or target.is_symlink():
        raise typer.BadParameter(f"{target} exists; nothing was written.", param_hint="NAME")
    files = {names.renamed(path): names.renamed(text) for path, text in load_templates(kind).items()}
    _write(target, files)
    typer.echo(_next_steps(kind, target))


def _check_name(kind: Kind, name: str) -> None:
    """Refuse what is no name, what is installed, and what a plugin of this installation gives already."""
    if not _NAME.fullmatch(name):
        text = f"{name!r} is no name: write 2 to 32 of a-z, 0-9 and _, a letter first and no _ at the end."
        raise typer.BadParameter(text, param_hint="NAME")
    from importlib.util import find_spec

    from panel_refunds.plugins.host import PluginHost

    if find_spec(f"panel_refunds_{name}") is not None:
        raise typer.BadParameter(f"A package panel_refunds_{name} is installed here.", param_hint="NAME")
    host = PluginHost.load()
    kind_there = f"{kind.replace('-', '_')}s"
    given = {factory.name for each in host.describe() for factory in each.factories if factory.kind == kind_there}
    if name in given or name in host.plugins:
        raise typer.BadParameter(f"{name} is the name of a plugin that is installed here.", param_hint="NAME")


def _write(target: Path, files: dict[str, str]) -> None:
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for path, text in files.items():
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        beside.chmod(_FOR_EVERYBODY)
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _next_steps(kind: Kind, target: Path) -> str:
    yours = _WORDS_FOR_A_GATEWAY if kind == "gateway" else ()
    steps = ["", f"  cd {target}", '  pip install -e ".[test]"', "  pytest"]
    return "\n".join([f"{target} is ready.", *steps, *yours])
