"""A peer listens for as long as the block lasts."""

import httpx2
import pytest

from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard


def test_it_listens_within_the_block():
    with TinyBoard() as board:
        url = board.url
        assert httpx2.post(f"{url}/x", json={}, trust_env=False).status_code == 401
        assert (board.folder_of("first"), board.reaches()) == (None, ())
    with pytest.raises(httpx2.ConnectError):
        httpx2.post(f"{url}/x", json={}, trust_env=False)
