"""A message whose answer breaks off was taken; one that is refused was not."""

import contextlib

import httpx2
import pytest

from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard


@pytest.mark.parametrize(("reply", "arrives"), [("cut", 1), ("silent", 1), ("broken", 0), ("never", 0)])
def test_the_books_say_what_arrived(reply, arrives):
    with TinyBoard() as board:
        board.next_reply(reply)
        headers = {"authorization": f"Bearer {board.keys['first']}"}
        with contextlib.suppress(httpx2.HTTPError):
            httpx2.post(f"{board.url}/notes", headers=headers, json={"key": "k", "text": "t"}, trust_env=False)
        assert len(board.arrived()) == arrives
        assert board.requests_seen() == ["POST /notes"]
