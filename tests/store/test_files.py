"""The bytes of attachments: whole or not there, readable for us alone, under names that nobody else chose."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from panel_refunds.app.new_ids import new_id
from panel_refunds.store import Files

TENANT = UUID("6f0c0d1e-2f57-5a0b-9d5e-2b1f6c3f7a10")
AT = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
DIGEST = hashlib.sha256(b"content").hexdigest()


def test_what_is_written_is_read_for_its_tenant_and_digest_alone(tmp_path: Path) -> None:
    files, name = Files(tmp_path / "deep" / "attachments"), new_id("file")
    files.write(TENANT, name, b"content", AT)

    assert files.read(TENANT, name, DIGEST) == b"content"
    assert files.read(TENANT, name, hashlib.sha256(b"other").hexdigest()) is None
    assert files.read(uuid4(), name, DIGEST) is None
    made = [tmp_path / "deep" / "attachments", *(tmp_path / "deep" / "attachments").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o700, 0o600}
    files.delete(TENANT, name)
    files.delete(TENANT, name)
    assert files.read(TENANT, name, DIGEST) is None


@pytest.mark.parametrize("name", ["../x", "fil_x", "", "msg_01k9x3zzzzzzzzzzzzzzzzzzzz", "fil_" + "/" * 26])
def test_no_other_name_leads_anywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no id of a file"):
        Files(tmp_path).write(TENANT, name, b"content", AT)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    files = Files(tmp_path / "attachments")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        files.write(TENANT, new_id("file"), b"content", AT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_old_ones_are_listed_also_unfinished_ones_and_no_strangers(tmp_path: Path) -> None:
    files, old, young = Files(tmp_path), new_id("file"), new_id("file")
    assert list(files.older_than(TENANT, AT)) == []
    files.write(TENANT, old, b"content", AT)
    files.write(TENANT, young, b"content", AT + timedelta(seconds=2))
    half = new_id("file")
    unfinished = tmp_path / TENANT.hex / old[-2:] / f"{half}.new"
    for path in (unfinished, unfinished.with_name("README")):
        path.write_bytes(b"half")
        os.utime(path, (AT.timestamp(), AT.timestamp()))

    assert sorted(files.older_than(TENANT, AT + timedelta(seconds=1))) == sorted([old, half])


def test_files_for_a_while_are_gone_with_their_object() -> None:
    files = Files.for_a_while()
    assert not files.folder.exists()
    files.write(TENANT, new_id("file"), b"content", AT)
    assert files.folder.is_dir()
    files.close()
    assert not files.folder.exists()
    kept = Files(files.folder)
    kept.write(TENANT, new_id("file"), b"content", AT)
    kept.close()
    assert kept.folder.is_dir()
    Files(kept.folder, temporary=True).close()
