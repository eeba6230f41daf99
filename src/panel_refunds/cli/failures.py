"""What a command says when it cannot do its work: what is wrong, where, what to do; never a traceback.

Only what is expected is told like this: a refusal, faults in files, plugins that do not fit, a database or network that
does not answer. Anything else is a bug and keeps its traceback. The kinds of errors are looked for by the modules that
define them, and those are imported only when something went wrong.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

import typer

from panel_refunds.cli.exits import SAID_NO, TRY_AGAIN, UNREADABLE
from panel_refunds.errors import BooksDamagedError, Refused


@dataclass(frozen=True, slots=True)
class Failure:
    """The lines for the standard error, and the exit code."""

    lines: tuple[str, ...]
    code: int


def explain(error: Exception) -> Failure | None:
    """The failure behind an expected error; None when the error is a bug of ours."""
    return next((found for tell in _TELLERS if (found := tell(error)) is not None), None)


def _usage(error: Exception) -> Failure | None:
    """A wrong option or argument; what is only a call for the help is left to typer."""
    if not isinstance(error, typer.TyperException) or type(error).__name__ == "NoArgsIsHelpError":
        return None
    text = str(getattr(error, "format_message", error.__str__)())
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "panel-refunds"
    return Failure((f"{path}: {text}", f"`{path} --help` explains it."), UNREADABLE)


def _refusal(error: Exception) -> Failure | None:
    if not isinstance(error, Refused):
        return None
    where = f" [{error.field}]" if error.field else ""
    lines = [f"refused: {error.text}{where} ({error.code})"]
    lines += [f"  {name}: {value}" for name, value in error.facts.items() if value]
    return Failure(tuple(lines), TRY_AGAIN if error.status == _UNAVAILABLE else SAID_NO)


def _files(error: Exception) -> Failure | None:
    from panel_refunds.tenants.faults import TenantFileError

    if not isinstance(error, TenantFileError):
        return None
    return Failure(tuple(str(fault) for fault in error.faults), UNREADABLE)


def _plugins(error: Exception) -> Failure | None:
    from panel_refunds.plugins.faults import PluginFaultsError

    if not isinstance(error, PluginFaultsError):
        return None
    return Failure(tuple(str(error).splitlines()), UNREADABLE)


def _database(error: Exception) -> Failure | None:
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    from panel_refunds.store.weather import CommitUnknownError, SchemaError

    if isinstance(error, SchemaError):
        return Failure((str(error),), UNREADABLE)
    if isinstance(error, ArgumentError | NoSuchModuleError):
        advice = "Give one like sqlite:///panel-refunds.sqlite3 or postgresql://user@host/name."
        return Failure((f"The database's URL cannot be used: {error.args[0]}", advice), UNREADABLE)
    if isinstance(error, CommitUnknownError):
        text = "The database broke off while it wrote: it may have happened. Look first, then try again."
        return Failure((text,), TRY_AGAIN)
    if isinstance(error, DBAPIError):
        reason = str(error.orig).strip().splitlines()
        return Failure(("The database does not answer as it should:", *(f"  {line}" for line in reason)), TRY_AGAIN)
    return None


def _books(error: Exception) -> Failure | None:
    if not isinstance(error, BooksDamagedError):
        return None
    return Failure((f"The books contradict themselves: {error}", "Run `panel-refunds audit` and look."), SAID_NO)


def _file_system(error: Exception) -> Failure | None:
    # A reader that goes away, like ``head``, is no failure: typer ends the command without a word.
    if not isinstance(error, OSError) or isinstance(error, BrokenPipeError) or error.strerror is None:
        return None
    where = f"{error.filename}: " if error.filename else ""
    if error.errno == errno.EADDRINUSE:
        return Failure((f"{where}{error.strerror}. Stop what listens there, or use --port.",), UNREADABLE)
    if isinstance(error, ConnectionError | TimeoutError):
        return Failure((f"{where}{error.strerror}.",), TRY_AGAIN)
    return Failure((f"{where}{error.strerror}.",), UNREADABLE)


_UNAVAILABLE = 503
_TELLERS = (_usage, _refusal, _files, _plugins, _books, _file_system, _database)
