"""One thing the API does, as a value: its address, who may, what comes in, what goes out, and the function doing it.

Routes, checks and the API document are all made from these values, so that none can say something else than the
others. A reading operation is ``run(call, asked)``. A writing one is split in three: ``run`` does it, ``show`` makes
the answer of what came of it, and ``again`` finds the same thing for a write that was done before.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from panel_refunds.web.fields import Given, Shown
from panel_refunds.web.tenancy import Call

Method = Literal["GET", "POST"]


@dataclass(frozen=True, slots=True)
class Read:
    """Looks at something: ``run`` gets the call and the query."""

    path: str
    name: str
    scope: str
    run: Callable[[Call, Any], Shown]
    answer: type[Shown]
    query: type[Given] | None = None
    codes: tuple[str, ...] = ()
    tag: str = ""

    @property
    def method(self) -> Method:
        return "GET"

    @property
    def summary(self) -> str:
        """What it does, from the function's own words."""
        return first_sentence(self.run)


@dataclass(frozen=True, slots=True)
class FileSent:
    """A file for who asks: its bytes, what they are, and the name under which it is saved."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """Fetches a file: ``run`` gets the call and the query. ``media_types`` are those that it may have."""

    path: str
    name: str
    scope: str
    run: Callable[[Call, Any], FileSent]
    media_types: tuple[str, ...]
    query: type[Given] | None = None
    codes: tuple[str, ...] = ()
    tag: str = ""

    @property
    def method(self) -> Method:
        return "GET"

    @property
    def summary(self) -> str:
        """What it does, from the function's own words."""
        return first_sentence(self.run)


@dataclass(frozen=True, slots=True)
class Write:
    """Changes something, once per idempotency key.

    ``run`` gets the call and the body. ``show`` makes the answer of what ``run`` returned. With ``again`` None the
    answer needs nothing but that, and is stored in the transaction of the write; otherwise ``again`` gets the call, the
    body and the id of what an earlier write was about, and returns what ``run`` would. ``wakes``: the worker has
    something to do. ``only_books``: it waits for nothing but the books, no gateway, provider or plugin. With
    ``keeps_answer`` False the answer holds a secret and is kept nowhere; sent again, ``again`` makes another one. Only
    what ``takes_files`` has bodies that are larger than a few words.
    """

    path: str
    name: str
    scope: str
    run: Callable[[Call, Any], Any]
    show: Callable[[Call, Any], Shown]
    answer: type[Shown]
    body: type[Given]
    again: Callable[[Call, Any, str], Any] | None = None
    status: int = 200
    wakes: bool = False
    only_books: bool = False
    keeps_answer: bool = True
    takes_files: bool = False
    codes: tuple[str, ...] = ()
    tag: str = ""

    @property
    def method(self) -> Method:
        return "POST"

    @property
    def summary(self) -> str:
        """What it does, from the function's own words."""
        return first_sentence(self.run)


Operation = Read | Fetch | Write


def first_sentence(of: object) -> str:
    """The first line of a function's or class's own words, or of those it inherits."""
    return (inspect.getdoc(of) or "").partition("\n")[0]
