"""Frames go whole or not at all, and nobody waits for four gigabytes."""

import socket
import struct

import pytest

from panel_refunds.plugins.apart.frames import Frames, FrameTooLargeError


def test_what_is_sent_is_received_frame_by_frame():
    here, there = socket.socketpair()
    with here, there:
        Frames(here).send(b"one")
        Frames(here).send(b"")
        here.close()

        assert [Frames(there).receive() for _ in range(3)] == [b"one", b"", None]


def test_more_than_the_limit_is_neither_sent_nor_taken():
    here, there = socket.socketpair()
    with here, there:
        with pytest.raises(FrameTooLargeError, match="at most 3"):
            Frames(here, most=3).send(b"four")
        here.sendall(struct.pack(">I", 2**32 - 1))
        with pytest.raises(FrameTooLargeError, match="4294967295"):
            Frames(there).receive()


def test_a_frame_that_breaks_off_is_the_end():
    here, there = socket.socketpair()
    with there:
        here.sendall(struct.pack(">I", 10) + b"half")
        here.close()

        assert Frames(there).receive() is None
