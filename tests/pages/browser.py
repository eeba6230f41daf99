"""A browser without JavaScript: opens pages, follows links by their words, fills in forms and presses buttons.

Forms are sent as they stand on the page, hidden fields included, so that a test cannot send what no page offers. What
a person could do by other means (an old tab, a forged form) a test does with ``post``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient
from tests.pages import markup
from tests.pages.markup import Element
from tests.web.panel import Installed, Panel


@dataclass
class Page:
    """One page as it came."""

    path: str
    status: int
    html: str
    headers: Any

    @cached_property
    def tree(self) -> Element:
        return markup.read(self.html)

    @property
    def text(self) -> str:
        """All words of the page, in one line."""
        return self.tree.text

    @property
    def main(self) -> Element:
        return self._one("main")

    @property
    def heading(self) -> str:
        """Its only first heading."""
        headings = [element.text for element in self.tree.every("h1")]
        assert len(headings) == 1, headings
        return headings[0]

    def __contains__(self, words: str) -> bool:
        return words in self.text

    @property
    def links(self) -> dict[str, str]:
        """Words → address."""
        return {link.text: link["href"] for link in self.tree.every("a") if link.has("href")}

    @property
    def buttons(self) -> list[str]:
        return [button.text for button in self.main.every("button")]

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        summary = self.tree.find(role="alert")
        return [item.text for item in summary.every("li")] if summary else []

    def form_with(self, button: str) -> Element:
        """The form that has this button."""
        for form in self.tree.every("form"):
            if any(each.text == button for each in form.every("button")):
                return form
        raise AssertionError(f"no button {button!r} among {[each.text for each in self.tree.every('button')]}")

    def field(self, name: str) -> Element:
        """The field of this name, wherever it is."""
        for tag in ("input", "select", "textarea"):
            found = self.main.find(tag, name=name)
            if found:
                return found
        raise AssertionError(f"no field {name!r}")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return _value_of(self.field(name), self.main) or ""

    def _one(self, tag: str) -> Element:
        found = self.tree.find(tag)
        assert found is not None, f"no <{tag}>"
        return found


class Browser:
    """One browser on one host, with its cookies and the page it shows."""

    def __init__(self, installed: Installed, host: str = "smmpanelus.com", language: str = "en") -> None:
        self.client = TestClient(
            installed.app, base_url=f"https://{host}", headers={"accept-language": language}, follow_redirects=True
        )
        self.page = Page("", 0, "", {})

    def open(self, address: str) -> Page:
        """Go to an address, redirects followed."""
        return self._shown(self.client.get(urljoin(self.page.path or "/", address)))

    def follow(self, words: str) -> Page:
        """Follow the link with these words."""
        assert words in self.page.links, f"no link {words!r} among {sorted(self.page.links)}"
        return self.open(self.page.links[words])

    def press(
        self, button: str, page: Page | None = None, files: Sequence[tuple[str, bytes, str]] = (), **fields: str
    ) -> Page:
        """Fill in fields of the form that has this button, and press it; ``page``: on an earlier page (a back button).

        ``files`` (name, bytes, type) are chosen in its field for files.
        """
        on = page or self.page
        form = on.form_with(button)
        values = filled(form)
        for name, value in fields.items():
            assert any(element.get("name") == name for element in form.every()), f"no field {name!r} in this form"
            values[name] = value
        pressed = next(each for each in form.every("button") if each.text == button)
        if pressed.has("name"):
            values[pressed["name"]] = pressed.get("value")
        address = urljoin(on.path, pressed.get("formaction") or form.get("action"))
        method = (pressed.get("formmethod") or form.get("method", "get")).lower()
        if method == "get":
            return self._shown(self.client.get(urlsplit(address).path, params=values))
        fields_for_files = list(form.every("input", type="file"))
        assert fields_for_files or not files, "no field for files in this form"
        if form.get("enctype") != "multipart/form-data":
            return self.post(address, values)
        # As browsers do: a field in which nothing was chosen sends a file without a name and without bytes.
        chosen = list(files) or [("", b"", "application/octet-stream")]
        return self.post(address, values, [(each["name"], file) for each in fields_for_files for file in chosen])

    def post(
        self, address: str, values: dict[str, str], files: Sequence[tuple[str, tuple[str, bytes, str]]] | None = None
    ) -> Page:
        """Send a form that no page showed; with ``files`` in parts, fields first."""
        return self._shown(self.client.post(address, data=values, files=files))

    def _shown(self, response: Any) -> Page:
        url = urlsplit(str(response.url))
        path = url.path + (f"?{url.query}" if url.query else "")
        self.page = Page(path, response.status_code, response.text, response.headers)
        return self.page


def filled(form: Element) -> dict[str, str]:
    """What a form would send as it stands, without its buttons."""
    values = {}
    for tag in ("input", "select", "textarea"):
        for element in form.every(tag):
            value = _value_of(element, form)
            if value is not None and element.has("name"):
                values[element["name"]] = value
    return values


def _value_of(element: Element, form: Element) -> str | None:
    if element.tag == "textarea":
        return "".join(part for part in element.inside if isinstance(part, str)).removeprefix("\n")
    if element.tag == "select":
        options = list(element.every("option"))
        chosen = next((option for option in options if option.has("selected")), options[0])
        return chosen.get("value", chosen.text)
    if element.get("type") in ("radio", "checkbox"):
        same = [each for each in form.every("input", name=element["name"]) if each.has("checked")]
        return same[0].get("value", "on") if same else None
    return element.get("value")


def sign_in(panel: Panel, customer: str = "c1", then: str | None = None, language: str = "en") -> Browser:
    """A browser in which the panel signed this customer in, on the panel's host."""
    given = {"customer": customer, **({"next": then} if then else {})}
    answer = panel.post("/portal-sessions", given)
    assert answer.status == 201, answer
    browser = Browser(panel.installed, panel.host, language)
    url = urlsplit(answer["url"])
    browser.open(url.path + (f"?{url.query}" if url.query else ""))
    form = next(iter(browser.page.main.every("form")))
    browser.press(next(iter(form.every("button"))).text)
    assert browser.page.status == 200, browser.page.text
    return browser
