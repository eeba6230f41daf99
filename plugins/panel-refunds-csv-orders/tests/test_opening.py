"""Only the one file is opened: no link is followed, no pipe waited for, nothing outside of the folder."""

import os
from pathlib import PurePosixPath

import pytest

from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.opening import open_below


def content(folder, file, largest=1000):
    with open_below(folder, PurePosixPath(file), largest=largest) as opened:
        assert opened.is_unchanged()
        return opened.stream.read()


def refused(folder, file, largest=1000):
    with pytest.raises(UnreadableError) as caught:
        content(folder, file, largest)
    return str(caught.value)


def test_a_file_below_the_folder_is_opened(tmp_path, drop):
    drop("x", "a/b/orders.csv")
    assert content(tmp_path, "a/b/orders.csv") == b"x"
    assert content(None, str(tmp_path / "a/b/orders.csv")) == b"x"


def test_a_symbolic_link_is_not_followed_wherever_it_stands(tmp_path, drop):
    outside = drop("secret", "outside/orders.csv")
    (tmp_path / "tenant").mkdir()
    (tmp_path / "tenant" / "orders.csv").symlink_to(outside)
    (tmp_path / "tenant" / "drop").symlink_to(outside.parent)
    assert "symbolic link" in refused(tmp_path / "tenant", "orders.csv")
    assert "symbolic link" in refused(tmp_path / "tenant", "drop/orders.csv")
    assert "symbolic link" in refused(None, str(tmp_path / "tenant" / "drop" / "orders.csv"))


def test_a_folder_that_became_a_link_while_we_walked_leads_nowhere_else(tmp_path, drop, monkeypatch):
    drop("mine", "tenant/drop/orders.csv")
    drop("secret", "outside/orders.csv")
    real = os.open

    def swap_then_open(path, *args, **kwargs):
        opened = real(path, *args, **kwargs)
        if path == "drop":
            (tmp_path / "tenant" / "drop").rename(tmp_path / "tenant" / "gone")
            (tmp_path / "tenant" / "drop").symlink_to(tmp_path / "outside")
        return opened

    monkeypatch.setattr(os, "open", swap_then_open)
    assert content(tmp_path / "tenant", "drop/orders.csv") == b"mine"


def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path, "pipe") == "It is not a file."
    assert refused(tmp_path, "folder") == "It is not a file."


def test_a_file_that_is_too_large_is_not_read(tmp_path, drop):
    drop("x" * 11)
    assert refused(tmp_path, "orders.csv", 10) == "The file has more than 10 bytes."


def test_a_file_that_is_not_there_is_told(tmp_path, drop):
    drop("x", "a.csv")
    assert refused(tmp_path, "none/orders.csv") == refused(tmp_path, "none.csv") == "There is no file yet."
    assert "cannot be opened" in refused(tmp_path, "a.csv/orders.csv")
    assert "no folder" in refused(None, "orders.csv")


def test_a_change_is_seen(tmp_path, drop):
    file = drop("x")
    with open_below(tmp_path, PurePosixPath("orders.csv"), largest=10) as opened:
        file.write_text("yy")
        assert not opened.is_unchanged()
