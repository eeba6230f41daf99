"""One address of the pages, as a value: its name, its path, who may come, and the functions behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from panel_refunds.pages.answer import Answer
from panel_refunds.pages.visit import Visit

Who = Literal["anyone", "newcomer", "guest", "customer", "staff"]
PageFunction = Callable[[Visit], Answer]


@dataclass(frozen=True, slots=True)
class Address:
    """``show`` answers GET, ``send`` takes a form; one of the two may be missing.

    ``who`` is checked before either is called; what somebody of the staff may do is checked by the flow. A ``guest`` is
    anybody who is about to sign in as one of the staff, a ``newcomer`` as a customer; both have forms before there is a
    session (see ``guest``), each with a secret in a cookie of its own. Only where an address ``takes_files`` is a large
    form read. ``keeps`` is the page on which the form stands that is sent here, where it holds words: when the session
    is over, they are kept and stand on that page again after signing in.
    """

    name: str
    path: str
    who: Who
    show: PageFunction | None = None
    send: PageFunction | None = None
    takes_files: bool = False
    keeps: str | None = None

    @property
    def methods(self) -> list[str]:
        """The HTTP methods it answers."""
        return [method for method, function in (("GET", self.show), ("POST", self.send)) if function]
