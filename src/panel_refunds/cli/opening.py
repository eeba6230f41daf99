"""Opening an installation for one command, and closing it again whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from panel_refunds.app.composition import Service
    from panel_refunds.flows.desk import Desk
    from panel_refunds.tenants.tenant import Tenant


@contextmanager
def open_service(root: Path, database: str | None, *, calls_out: bool = True) -> Iterator[Service]:
    """The service of the installation in ``root``; without ``calls_out`` no secret is needed and nobody is called."""
    from panel_refunds.app.composition import Service

    log_to_stderr()
    service = Service.open(root, database=database, read_secrets=calls_out)
    try:
        yield service
    finally:
        service.close()


@contextmanager
def open_desk(root: Path, database: str | None, tenant: str | None, *, calls_out: bool = True) -> Iterator[Desk]:
    """The desk of one tenant, the only one where ``tenant`` is not given."""
    with open_service(root, database, calls_out=calls_out) as service:
        yield service.desk(pick_tenant(service.directory.current.tenants, tenant)).at_door("cli")


def pick_tenant(tenants: Mapping[str, Tenant], wanted: str | None) -> str:
    """The short name of the tenant that is meant; a usage error when nobody can tell."""
    if wanted is not None:
        if wanted not in tenants:
            raise typer.BadParameter(f"there is no tenant {wanted!r}; known: {_listed(tenants)}", param_hint="--tenant")
        return wanted
    if len(tenants) != 1:
        raise typer.BadParameter(f"name one of the tenants: {_listed(tenants)}", param_hint="--tenant")
    return next(iter(tenants))


def _listed(tenants: Mapping[str, Tenant]) -> str:
    return ", ".join(sorted(tenants)) or "none"


def log_to_stderr() -> None:
    """Our log goes to the standard error, one line each; the chatter of libraries stays away."""
    import logging

    import structlog

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
