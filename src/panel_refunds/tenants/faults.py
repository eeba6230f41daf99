"""What is wrong in a tenant's files: values, many at once.

An operator who edits a file wants to hear of every mistake in one go, each with the file, the line, the key, what
is wrong and what to do. So nothing here stops at the first: readers raise ``TenantFileError`` for what they cannot
read, whoever reads several things collects with ``Faults`` and raises once at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches

from panel_refunds.tenants.tenant import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. ``key`` is the dotted path inside the file, None when the whole file or folder is meant."""

    place: Place
    key: str | None
    text: str
    advice: str = ""
    nearest: str | None = None

    def __str__(self) -> str:
        where = f"{self.place}: {self.key}" if self.key else str(self.place)
        meant = f'Did you mean "{self.nearest}"?' if self.nearest else ""
        return " ".join(part for part in (f"{where}: {self.text}", self.advice, meant) if part)


class TenantFileError(Exception):
    """Files of an installation that cannot be used; ``faults`` lists everything that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """Collects faults while reading goes on."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the faults of what is read inside, and go on behind it."""
        try:
            yield
        except TenantFileError as error:
            self.found.extend(error.faults)

    def raise_any(self) -> None:
        """Raise all that was kept, if anything was."""
        if self.found:
            raise TenantFileError(self.found)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be, or None."""
    choices = {choice.casefold(): choice for choice in known}
    close = get_close_matches(word.casefold(), list(choices), n=1)
    return choices[close[0]] if close else None


def quoted(words: Iterable[str]) -> str:
    """Words as a sentence lists them: ``"a", "b"``."""
    return ", ".join(f'"{word}"' for word in words)
