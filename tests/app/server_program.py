"""The service as a process of its own, for tests that stop and kill it."""

from __future__ import annotations

from pathlib import Path

from tests.app.file_gateway import FileGateway

from panel_refunds.app.composition import Service
from panel_refunds.app.serving import serve, work


def serve_or_work(root: Path, database: str, folder: Path, port: int | None, lose_every: int) -> None:
    """The web server with its worker at ``port``; a worker alone without one. ``folder`` is the gateway's."""
    gateway = FileGateway(folder, lose_every)
    service = Service.open(root, database=database, gateways={"manual": gateway}, read_secrets=False)
    try:
        if port is None:
            work(service)
        else:
            serve(service, "127.0.0.1", port)
    finally:
        service.close()
