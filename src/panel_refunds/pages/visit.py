"""One visit to a page, once it is known who comes, where, and in which language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk, Once
from panel_refunds.flows.staff_rights import sees_console
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.guest import Guest
from panel_refunds.pages.words import Words
from panel_refunds.store import Session
from panel_refunds.tenants.tenant import Site, Tenant

SCOPE = "pages"
"""The idempotency keys of forms are apart from those of the API."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at which tenant's page.

    ``session`` is None for somebody who is not signed in. ``path`` are the parts of the address that have a name,
    ``query`` and ``form`` what came with it. ``guest`` is who is about to sign in, on the pages where that is done.
    ``address_of(name, **parts)`` is the address of a page by its name. ``reads_gzip`` is what the browser says of itself.
    """

    desk: Desk
    site: Site
    host: str
    session: Session | None
    words: Words
    figures: Figures
    address_of: Callable[..., str]
    here: str
    wake: Callable[[], None]
    path: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    query: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    form: Any = None
    guest: Guest | None = None
    reads_gzip: bool = False

    @property
    def tenant(self) -> Tenant:
        """The tenant whose brand the page wears."""
        return self.desk.tenant

    @property
    def customer(self) -> str:
        """The customer who is signed in; refused with ``not_signed_in`` when none is."""
        if self.session is None or self.session.kind != "customer":
            raise Refused("not_signed_in")
        return self.session.subject

    @property
    def person(self) -> str:
        """Who of the staff is signed in, as flows know them: ``finance-ana``; refused with ``not_signed_in``."""
        if self.session is None or self.session.kind != "staff":
            raise Refused("not_signed_in")
        return self.session.subject

    @property
    def for_staff(self) -> bool:
        """Whether what is only for the staff may be seen."""
        return self.session is not None and self.session.kind == "staff"

    @property
    def in_console(self) -> bool:
        """Whether the operator console is for who is signed in."""
        return self.session is not None and self.session.kind == "staff" and sees_console(self.session.subject)

    @property
    def policy_name(self) -> str:
        """The policy that governs the host."""
        return self.site.policy

    def desk_once(self, key: str, what: str) -> Desk:
        """The desk for one write of this visitor: the same form sent twice is one write.

        ``key`` is the random one that the form carried, ``what`` says what the form asks, all of it.
        """
        whose = self.session.subject if self.session else ""
        return self.desk.with_once(Once(f"{SCOPE}:{whose}", key, what))
