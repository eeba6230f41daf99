"""What goes down to a process arrives as it was, read-only tables too."""

from types import MappingProxyType

from panel_refunds.plugins.apart.parcels import pack, unpack
from panel_refunds.plugins.secrets import SecretText


def test_read_only_tables_stay_read_only_tables():
    value = {"settings": MappingProxyType({"inner": MappingProxyType({"a": (1, 2)})})}

    back = unpack(pack(value))

    assert back == value
    assert type(back["settings"]["inner"]) is MappingProxyType


def test_a_secret_stays_hidden_on_the_other_side():
    back = unpack(pack(SecretText("hunter2")))

    assert (back, repr(back)) == ("hunter2", "[secret]")
