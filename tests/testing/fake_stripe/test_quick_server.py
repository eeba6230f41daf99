"""The server ends at once; what is under way then is in ``test_server``."""

import threading

import httpx2


def test_kept_connections_do_not_hold_it_up(fake, api):
    api.balance.retrieve()
    with httpx2.Client(base_url=fake.url) as client:
        client.get("/_control")

        fake.stop()

    assert not [thread for thread in threading.enumerate() if thread.name == "fake-stripe"]
