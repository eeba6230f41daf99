"""Somebody signed in tries every address with every id of another brand and of another customer, and learns nothing.

What is answered about something that is somebody else's is, to the letter, what is answered about something that was
never there: the same status, the same words.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest
from tests.browser.plain_line import PlainLine
from tests.browser.staff import invite
from tests.browser.world import MARIA, World

from panel_refunds.ids import PREFIXES, encode
from panel_refunds.pages.address import Address
from panel_refunds.pages.routes import ADDRESSES

FOREIGN = {
    "request": ("their_request", "one_yes"),
    "order": ("their_order",),
    "deposit": ("their_deposit",),
    "refund": ("their_refund",),
    "delivery": ("their_letter",),
    "word": ("their_word",),
    "customer": ("their_customer",),
    "token": ("their_invitation", "their_link"),
    "session": ("their_session",),
    "label": ("their_label",),
    "file": ("their_file", "their_file"),
    "key": ("their_key",),
    "login": ("their_login",),
}
OF_ANOTHER_CUSTOMER = {
    "request": ("in_review", "paid", "declined", "offer"),
    "order": ("order_word",),
    "file": ("file", "file", "file", "file"),
}
"""Besides, for a customer: what belongs to other customers of the same brand."""
NOUNS = {name: name for name in ("request", "order", "deposit", "refund", "word", "key")} | {"file": "file"}
BY_WORD = {"gateway", "chart"}
"""Each brand has those by the same words: another gateway, a chart of its own figures."""
FIELDS = {
    "text": "x",
    "amount": "5",
    "do": "won",
    "ran": "yes",
    "evidence": "x",
    "reference": "x",
    "status": "completed",
    "scope": "provider",
    "once": "o" * 24,
}
WITH_ID = [
    address for address in ADDRESSES if "{" in address.path and not BY_WORD & set(re.findall(r"{(\w+)}", address.path))
]
_CHANGES = re.compile(r'(name="(?:csrf_token|once)" value=")[^"]*|(<img[^>]*src=")[^"]*')


@pytest.fixture(scope="module")
def ids(world: World) -> dict[str, str]:
    """Ids that are there, of other people."""
    world.eyes.secret_of("finance-otto", "lumenreach")
    with world.house.installed.service.desk("lumenreach").read() as books:
        sessions = books.sessions_of("finance-otto")
    return {
        **world.ids,
        "their_invitation": invite(world.house, "finance-nils", "lumenreach"),
        "their_link": world.eyes.token_of("lumen-lena", "lumenreach"),
        "their_session": sessions[0].session_id,
        "their_label": "default@2026-01-01",
        "their_login": "nils",
    }


@pytest.fixture(scope="module")
def lines(world: World) -> Iterator[dict[str, PlainLine]]:
    made = {who: PlainLine(world, who) for who in (MARIA, "finance-ana", "operator-kim")}
    yield made
    for each in made.values():
        each.close()


def never_there(part: str, like: str) -> str:
    """Something that looks like it, and is nobody's."""
    if part in NOUNS:
        return encode(PREFIXES[NOUNS[part]], uuid.uuid4().int)
    if part == "label":
        return "default@2026-01-02"
    return like[:-3] + ("abc" if like[-3:] != "abc" else "abd")


def without(text: str, named: Mapping[str, str]) -> str:
    """A page without what it is asked about, and without what is new on each page."""
    for each in named.values():
        for spelled in {each, quote(each), quote(each, safe="")}:
            text = text.replace(spelled, "…")
    return _CHANGES.sub(r"\1\2", text)


@pytest.mark.parametrize("who", [MARIA, "finance-ana", "operator-kim"])
@pytest.mark.parametrize("address", WITH_ID, ids=lambda address: address.name)
def test_somebody_elses_is_as_if_it_were_not_there(
    world: World, lines: dict[str, PlainLine], ids: dict[str, str], address: Address, who: str
) -> None:
    line, parts = lines[who], re.findall(r"{(\w+)}", address.path)
    names = [FOREIGN[part] + (OF_ANOTHER_CUSTOMER.get(part, ()) if who == MARIA else ()) for part in parts]
    before = world.house.panel("lumenreach").get("/actions").body

    for together in zip(*names, strict=True):
        theirs = {part: ids[name] for part, name in zip(parts, together, strict=True)}
        nobodys = {part: never_there(part, each) for part, each in theirs.items()}
        for method in address.methods:
            told = []
            for each in (theirs, nobodys):
                path = address.path.format_map(each)
                fields = {**FIELDS, "csrf_token": line.token}
                response = line.get(path) if method == "GET" else line.send(path, fields)
                going = without(response.headers.get("location", ""), each)
                told.append((response.status_code, going, without(response.text, each)))
            assert told[0] == told[1], f"{method} {address.path} with {together}"
            assert "lumen" not in told[0][2].lower().replace("lumenreach.localhost", "")
    assert world.house.panel("lumenreach").get("/actions").body == before


def test_a_session_is_nothing_at_another_brands_host(world: World) -> None:
    for who in (MARIA, "finance-ana"):
        line = PlainLine(world, who)
        line._client.headers["host"] = line._client.headers["host"].replace("smmpanelus", "lumenreach")
        for address in ADDRESSES:
            if address.show and address.who in ("customer", "staff") and "{" not in address.path:
                answer = line.get(address.path)
                assert answer.status_code in (303, 401), address.name
                assert answer.status_code != 303 or "/staff/sign-in" in answer.headers["location"]
        line.close()


def test_no_list_and_no_search_tells_of_another_brand(world: World, lines: dict[str, PlainLine]) -> None:
    for who, line in lines.items():
        for address in ADDRESSES:
            if address.show and "{" not in address.path:
                assert "lumen-" not in line.get(address.path).text, (who, address.name)
    for text in (world.ids["their_request"], "lumen-lena", "lumen"):
        found = lines["finance-ana"].send("/desk/search", {"csrf_token": lines["finance-ana"].token, "text": text})
        assert found.status_code in (200, 303)
        assert "$" not in found.text, "nothing was found"
