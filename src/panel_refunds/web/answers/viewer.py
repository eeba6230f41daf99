"""Who looks at an answer: a call of the API, or somebody of the staff at a terminal."""

from __future__ import annotations

from typing import Protocol

from panel_refunds.flows.desk import Desk


class Viewer(Protocol):
    """At which desk, and whether what is only for the staff may be seen."""

    @property
    def desk(self) -> Desk: ...

    @property
    def for_staff(self) -> bool: ...
