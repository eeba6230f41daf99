"""One fault for the next requests that match, and no other."""

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.peer.server import PeerReply, PeerServer


@pytest.fixture
def server():
    server = PeerServer(lambda request: PeerReply.json(200, {"path": request.path}))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def wire(server):
    with FaultyWire(server.url, on="POST /refunds") as wire:
        yield wire


@pytest.fixture
def client(wire):
    with httpx2.Client(base_url=wire.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("fault", "arrives", "status"),
    [
        ("request_lost", 0, None),
        ("answer_lost", 1, None),
        ("half_answer", 1, None),
        ("error_before", 0, 503),
        ("busy", 0, 429),
        ("redirect", 0, 307),
        ("duplicate", 2, 200),
        (lambda true: PeerReply(502, true.body), 1, 502),
    ],
)
def test_a_fault_strikes_once(server, wire, client, fault, arrives, status):
    wire.next(fault)
    assert client.get("/refunds").status_code == 200
    if status is None:
        with pytest.raises(httpx2.RemoteProtocolError):
            client.post("/refunds")
    else:
        assert client.post("/refunds").status_code == status
    assert [request.method for request in server.seen].count("POST") == arrives
    assert client.post("/refunds").json() == {"path": "/refunds"}
    assert (wire.count(), wire.count("GET *"), len(wire.seen)) == (2, 1, 3)


@pytest.mark.parametrize(("fault", "arrived"), [("hold_request", 0), ("hold_answer", 1)])
def test_what_is_held_waits_until_it_is_let_go(server, wire, client, fault, arrived):
    wire.next(fault)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(client.post, "/refunds")
        assert wire.wait_until_held()
        assert len(server.seen) == arrived
        assert not answer.done()
        wire.release()
        assert answer.result().status_code == 200
    assert len(server.seen) == 1


def test_faults_come_in_the_order_in_which_they_were_told_until_it_is_calm(wire, client):
    wire.next("busy", times=2)
    wire.next("error_before", times=5)
    assert [client.post("/refunds").status_code for _ in range(3)] == [429, 429, 503]
    wire.calm()
    assert client.post("/refunds").status_code == 200
