"""Files that no message names are taken away: a process ended between keeping a file and writing its message.

A file is as old as the clock said when it was kept, and its row is written within seconds. After a day without a row it
will never get one.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from panel_refunds.flows.desk import Desk

GRACE = timedelta(days=1)
AT_ONCE = 500
"""So many ids are asked for in one look."""


def sweep_files(desk: Desk) -> int:
    """Delete what has no row and is older than the grace time; how many went."""
    swept = 0
    old = desk.files.older_than(desk.tenant.id, desk.now() - GRACE)
    while ids := list(islice(old, AT_ONCE)):
        with desk.read() as books:
            known = books.known_attachments(ids)
        for file_id in sorted(set(ids) - known):
            desk.files.delete(desk.tenant.id, file_id)
            swept += 1
    if swept:
        desk.log.info("files_swept", many=swept)
    return swept
