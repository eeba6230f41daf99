"""How the host finds the plugin, and that finding and building it costs nothing."""

import subprocess
import sys
from importlib.metadata import entry_points

from panel_refunds_smm_v2 import order_providers


def test_the_entry_point_leads_to_the_hook():
    (point,) = entry_points(group="panel_refunds", name="smm_v2")
    (factory,) = point.load().order_providers()
    assert (factory.name, factory.contract) == ("smm_v2", "1.1")
    assert factory.settings["key"].secret


def test_the_hook_is_marked_for_the_host():
    assert hasattr(order_providers, "panel_refunds_impl")


def test_building_and_reading_opens_no_socket_and_needs_no_http_client():
    program = """
import socket, sys
def refuse(*_):
    raise AssertionError("a socket was opened")
socket.socket.connect = refuse
from panel_refunds.ports import Surroundings
from panel_refunds_smm_v2 import order_providers
(factory,) = order_providers()
built = factory.build({"url": "http://unused.invalid", "key": "unused"}, Surroundings("t", "n", None, None, None))
print(built.read_reply(b'{"order":5}', action="add", asked=[], http_status=200)["outcome"], "httpx2" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["accepted", "False"]
