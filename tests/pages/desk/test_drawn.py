"""Every page of the desk has its frame: navigation, who is signed in, and signing out."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("path", ["/desk", "/desk/tasks", "/desk/keyboard", "/desk/gateways/manual"])
def test_the_frame_is_around_every_page(ana, path):
    page = ana.open(path)

    assert {"Queue", "Tasks", "Keyboard"} <= set(page.links)
    assert "finance-ana" in page
    form = page.form_with("Sign out")
    assert (form["action"], form["method"]) == ("/staff/sign-out", "post")
    assert form.find("input", name="csrf_token")["value"]
    assert page.headers["cache-control"] == "no-store"
    assert "style=" not in page.html
    assert not [script for script in page.tree.every("script") if not script.has("src")]
