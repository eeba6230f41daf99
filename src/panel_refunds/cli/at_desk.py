"""Commands that work at one tenant's desk: which installation and which tenant is asked in one way for all of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import Database, Root, TenantName

_ASKED = {"root": (Root, Path()), "database": (Database, None), "tenant": (TenantName, None)}


def at_desk(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that find its desk; it is called with that, and calls nobody outside.

    Typer reads the options of a command from its signature, so the new one has a signature of its own.
    """
    told = inspect.signature(command, eval_str=True, locals={"Desk": object})
    own = [each.replace(kind=each.KEYWORD_ONLY) for each in list(told.parameters.values())[1:]]
    ours = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in _ASKED.items()
    ]

    def run(**given: Any) -> None:
        root, database, tenant = (given.pop(name) for name in _ASKED)
        with open_desk(root, database, tenant, calls_out=False) as desk:
            command(desk, **given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature([*own, *ours])  # type: ignore[attr-defined]  # a function may have one
    run.__annotations__ = {each.name: each.annotation for each in (*own, *ours)}
    return run
