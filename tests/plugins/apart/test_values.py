"""Every value of the contract comes back as it was, and nothing but values of the contract can be written."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from panel_refunds.money import Money
from panel_refunds.plugins.apart.values import MOST_VALUES, Stranger, UnreadableValueError, decode, encode
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import (
    Capabilities,
    DisputeFacts,
    GatewayEvent,
    GatewayRefund,
    NotExecuted,
    OrdersReply,
    OrderState,
    PaymentFacts,
    ProviderError,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    Setting,
    Verdict,
)

AT = datetime(2025, 9, 3, 10, tzinfo=UTC)
REFUND = GatewayRefund("re_1", RefundStatus.PENDING, Money(5, "USD"), made_at=AT)


def there_and_back(value):
    return decode(msgspec.json.decode(msgspec.json.encode(encode(value))))


@pytest.mark.parametrize(
    "value",
    [
        Capabilities(min_refund=Money(1, "USD"), refund_window=timedelta(days=180)),
        PaymentFacts("pay_1", Money(5, "USD"), True, Money(0, "USD"), notes={"customer": "c1"}, refs=("a", "b")),
        REFUND,
        RefundsFound((REFUND,), True, AT),
        Rejected(Rejection.DISPUTED, "no"),
        NotExecuted(timedelta(minutes=5, microseconds=1)),
        DisputeFacts("du_1", ("ch_1",), "open", Money(5, "USD"), answer_by_at=AT),
        ((GatewayEvent("evt_1", "refund", "re_1", at=AT),), None),
        OrdersReply({"1": OrderState("partial", "Partial", 10**30), "2": ProviderError("not_found")}),
        Verdict("deny", ("because",)),
        Finding("r", "cap", "c", "6", "text", cap=5, figures={"a": "1"}),
        {"key": Setting("integer", default=3, minimum=1)},
        [b"\x00\xff", Decimal("1.50"), 157.5, None, True, "é"],
        Money(5, "USD"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_written_is_read_again(value):
    back = there_and_back(value)

    assert back == value
    assert type(back) is type(value)


def test_what_is_none_of_ours_comes_as_a_stranger():
    class Money:
        units, currency = 5, "USD"

    assert there_and_back([object(), Money(), {1, 2}]) == [Stranger("object"), Stranger("Money"), Stranger("set")]


@pytest.mark.parametrize(
    "written",
    [
        {"o": ["Factory", {"name": "x", "build": "os.system"}]},
        {"o": ["Surroundings", {}]},
        {"o": ["Money", {"units": "5", "currency": "USD"}]},
        {"o": ["Money", {"units": 5}]},
        {"o": "Money"},
        {"e": ["Rejection", "nothing"]},
        {"e": ["os", "name"]},
        {"t": "yesterday"},
        {"d": [10**30]},
        {"b": "not base64"},
        {"z": 1},
        {"l": 5},
        {"l": [], "u": []},
        [1],
        1.5,
    ],
    ids=str,
)
def test_what_we_do_not_write_is_not_read(written):
    with pytest.raises(UnreadableValueError):
        decode(written)


def test_there_is_an_end_to_what_is_written_and_read():
    deep = []
    deep.append(deep)
    written = None
    for _ in range(100):
        written = {"l": [written]}

    with pytest.raises(UnreadableValueError, match="deep"):
        encode(deep)
    with pytest.raises(UnreadableValueError, match="deep"):
        decode(written)
    with pytest.raises(UnreadableValueError, match="values"):
        encode([0] * (MOST_VALUES + 1))
    with pytest.raises(UnreadableValueError, match="values"):
        decode({"l": [0] * (MOST_VALUES + 1)})
