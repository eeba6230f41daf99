"""The bytes of attachments: files in a folder of the installation, outside of everything that is served.

A file is written whole under another name, brought to the disk, and only then gets its own name; the row that names it
is written afterwards. So a row never lacks its file, whenever the machine stops. A file can lack its row: nobody reads
it, and a worker takes it away. Names are made of ids of ours alone, one folder for each tenant.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from panel_refunds.ids import is_id

_NEW = ".new"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class Files:
    """A folder of files. It is made when the first file comes; ``temporary`` ones go with the object."""

    def __init__(self, folder: Path, *, temporary: bool = False) -> None:
        self.folder = folder
        self._temporary = temporary

    @classmethod
    def for_a_while(cls) -> Files:
        """Files beside a database in memory: gone when it is."""
        return cls(Path(tempfile.gettempdir()) / f"files-{secrets.token_hex(16)}", temporary=True)

    def write(self, tenant: UUID, file_id: str, content: bytes, at: datetime) -> None:
        """Keep ``content`` under an id; when this returns, it is on the disk. OSError when it cannot be kept."""
        path = self._path(tenant, file_id)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, path.parent.parent, path.parent):
            folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        new = path.with_suffix(_NEW)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), _PRIVATE_FILE)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            # As old as the message: who sweeps asks the same clock.
            os.utime(new, (at.timestamp(), at.timestamp()))
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        _bring_to_disk(path.parent)

    def read(self, tenant: UUID, file_id: str, digest: str) -> bytes | None:
        """The bytes; None when they are gone or are not those that were kept."""
        try:
            content = self._path(tenant, file_id).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def delete(self, tenant: UUID, file_id: str) -> None:
        """Take a file away; it need not be there."""
        self._path(tenant, file_id).unlink(missing_ok=True)
        self._path(tenant, file_id).with_suffix(_NEW).unlink(missing_ok=True)

    def older_than(self, tenant: UUID, before: datetime) -> Iterator[str]:
        """The ids of a tenant's files from before that moment, also of those that were never finished."""
        for path in sorted((self.folder / tenant.hex).glob("*/*")):
            file_id = path.name.removesuffix(_NEW)
            if not is_id(file_id, "file"):
                continue
            try:
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:
                continue  # somebody else sweeps too
            if changed < before:
                yield file_id

    def close(self) -> None:
        """Files for a while are gone."""
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, tenant: UUID, file_id: str) -> Path:
        if not is_id(file_id, "file"):
            raise ValueError(f"{file_id[:40]!r} is no id of a file")
        return self.folder / tenant.hex / file_id[-2:] / file_id


def _bring_to_disk(folder: Path) -> None:
    """The new name too, and those of the folders above that may be new."""
    for each in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
