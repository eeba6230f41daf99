"""A watch sees files, connections, processes and threads of its own thread, and nobody else's."""

import socket
import subprocess
import sys
import threading

import pytest

from panel_refunds_testkit.watch.deeds import ElsewhereError, Watch


def test_what_is_written_is_seen_and_what_is_read_is_not(tmp_path):
    (tmp_path / "there").write_text("x")
    with Watch() as watch:
        (tmp_path / "there").read_text()
        (tmp_path / "new").write_text("x")
        (tmp_path / "folder").mkdir()
    assert [what.rpartition("/")[2] for what in watch.of("file")] == ["new", "folder"]


def test_a_connection_elsewhere_is_refused_and_one_to_this_machine_is_not():
    with socket.create_server(("127.0.0.1", 0)) as server, Watch() as watch:
        socket.create_connection(server.getsockname()).close()
        with pytest.raises(ElsewhereError):
            socket.getaddrinfo("example.invalid", 443)
        with socket.socket() as other, pytest.raises(ElsewhereError):
            other.connect(("192.0.2.1", 443))
    assert f"127.0.0.1:{server.getsockname()[1] if server.fileno() > 0 else ''}".rstrip(":") in "".join(
        watch.of("connection")
    )
    assert "192.0.2.1:443" in watch.of("connection")


def test_processes_and_threads_are_seen_and_what_they_do(tmp_path):
    with Watch() as watch:
        subprocess.run([sys.executable, "-c", ""], check=True)
        thread = threading.Thread(target=lambda: (tmp_path / "late").write_text("x"), name="helper")
        thread.start()
        thread.join()
    assert watch.of("process")
    assert "helper" in watch.of("thread")
    assert any(what.endswith("late") for what in watch.of("file"))


def test_others_may_work_beside_it(tmp_path):
    go, done = threading.Event(), threading.Event()

    def other():
        go.wait()
        (tmp_path / "theirs").write_text("x")
        done.set()

    thread = threading.Thread(target=other)
    thread.start()
    with Watch() as watch:
        go.set()
        done.wait()
    thread.join()
    (tmp_path / "after").write_text("x")
    assert watch.deeds == []


def test_a_number_that_a_thread_left_behind_is_somebody_elses():
    ended = threading.Thread(target=lambda: None)
    with Watch() as watch:
        ended.start()
        ended.join()
        watch._threads[0]._ident = threading.get_ident()
        watch._own = 0
        watch.deeds.clear()
        watch.hear("socket.connect", (None, ("127.0.0.1", 1)))
    assert watch.deeds == []
