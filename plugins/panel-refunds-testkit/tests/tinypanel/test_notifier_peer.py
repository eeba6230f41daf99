"""The board takes notes of those it knows, and says no as it is told to."""

import httpx2

from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard


def test_a_note_is_taken_or_put_off():
    with TinyBoard() as board, httpx2.Client(base_url=board.url, trust_env=False) as client:
        headers = {"authorization": f"Bearer {board.keys['second']}"}
        taken = client.post("/notes", headers=headers, json={"key": "k", "text": "t"})
        board.next_reply("later")
        later = client.post("/notes", headers=headers, json={"key": "l", "text": "t"})
        unknown = client.post("/notes", json={"key": "m", "text": "t"})
    assert [taken.status_code, later.status_code, unknown.status_code] == [200, 429, 401]
    assert later.headers["retry-after"] == "37"
    assert [(each.key, each.account) for each in board.arrived()] == [("k", "second")]
