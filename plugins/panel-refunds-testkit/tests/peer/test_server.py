"""The peer's server hears every request as it came, and answers as it is told."""

import httpx2
import pytest

from panel_refunds_testkit.peer.server import PeerReply, PeerServer


def test_requests_are_heard_whole():
    server = PeerServer(lambda request: PeerReply.json(201, {"said": request.json()}))
    server.start()
    with httpx2.Client(base_url=server.url, trust_env=False) as client:
        answer = client.post("/a%20b?x=1&x=2", json={"amount": 1}, headers={"X-Key": "k"})
    server.stop()
    (seen,) = server.seen
    assert (answer.status_code, answer.json()) == (201, {"said": {"amount": 1}})
    assert (seen.method, seen.path, seen.query["x"], seen.headers["x-key"]) == ("POST", "/a%20b", "2", "k")
    assert seen.target == "/a%20b?x=1&x=2"


def test_what_was_raised_instead_of_an_answer_is_kept(capsys):
    server = PeerServer(lambda request: PeerReply.json(200, {}["missing"]))
    server.start()
    with httpx2.Client(base_url=server.url, trust_env=False) as client, pytest.raises(httpx2.RemoteProtocolError):
        client.get("/")
    server.stop()
    assert [type(mistake) for mistake in server.mistakes] == [KeyError]
    capsys.readouterr()
