"""One answer is falsified, and every other one is the true one."""

import httpx2

from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.server import PeerReply, PeerServer


def test_only_the_answer_that_is_meant_is_false():
    server = PeerServer(lambda request: PeerReply.json(200, {"path": request.path}))
    server.start()
    with Falsified(server.url) as between, httpx2.Client(base_url=between.url, trust_env=False) as client:
        between.falsify(1)
        assert [client.get(f"/{number}").status_code for number in range(3)] == [200, 500, 200]
        between.falsify(0, lambda true: PeerReply(true.status, b"{}", true.headers))
        assert client.get("/x?y=1").json() == {}
        ((request, true),) = between.seen
        assert (request.target, true.body) == ("/x?y=1", b'{"path": "/x"}')
    server.stop()
