"""A failed plugin is one message an hour and object, for the operator, and a record for whoever asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.flows.shop import Shop

from panel_refunds.flows.tell_plugin_failed import KIND, PluginFailed, last_failures, tell_plugin_failed


def failed(shop: Shop, thing: str = "gateways.till", **other: object) -> PluginFailed:
    told = PluginFailed("acme", thing, "get_payment", "TimedOutError: it gave no answer in time", 1, shop.at, shop.at)
    return replace(told, **other)


def letters(shop: Shop) -> list[str]:
    with shop.desk.begin() as books:
        works = books.claim_work(shop.at, timedelta(minutes=1), 100, kinds=["deliver"])
        return [message.text for work in works if (message := books.get_outbox(work.ref)).kind == KIND]


def test_one_message_an_hour_and_object_whoever_tells_it(shop: Shop) -> None:
    assert tell_plugin_failed(shop.desk, failed(shop))
    assert not tell_plugin_failed(shop.desk, failed(shop, count=500))
    assert tell_plugin_failed(shop.desk, failed(shop, "rules.house"))
    assert len(letters(shop)) == 2

    shop.at += timedelta(hours=1)
    assert tell_plugin_failed(shop.desk, failed(shop, count=501, what="ValueError: x"))
    (letter,) = [text for text in letters(shop) if "501" in text]
    assert letter.startswith(
        "The plugin acme failed as gateways.till, in get_payment: ValueError: x. That was 501 times since"
    )


def test_the_last_one_of_every_object_is_shown(shop: Shop) -> None:
    tell_plugin_failed(shop.desk, failed(shop))
    shop.at += timedelta(hours=2)
    tell_plugin_failed(shop.desk, failed(shop, count=7))
    desk = replace(shop.desk, plugin_of={"gateways.till": "acme", "rules.house": "acme"})

    found = last_failures(desk)

    assert set(found) == {"gateways.till"}
    assert found["gateways.till"].facts["count"] == "7"
