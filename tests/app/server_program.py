"""The service as a process of its own, for tests that stop and kill it.

ROOT DATABASE GATEWAY_FOLDER PORT LOSE_EVERY; PORT ``-`` runs a worker alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from panel_refunds.app.garbage import search_seldom


def main() -> None:
    search_seldom()
    from tests.app.file_gateway import FileGateway

    from panel_refunds.app.composition import Service
    from panel_refunds.app.serving import serve, work

    root, database, folder, port, lose_every = sys.argv[1:]
    gateway = FileGateway(Path(folder), int(lose_every))
    service = Service.open(Path(root), database=database, gateways={"manual": gateway}, read_secrets=False)
    try:
        if port == "-":
            work(service)
        else:
            serve(service, "127.0.0.1", int(port))
    finally:
        service.close()


main()
