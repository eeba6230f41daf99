"""In a real browser: the panel's page shows ours in a frame from another site, with and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.pages.served import HOST, chromium, listening, served

from panel_refunds.flows.portal_session import make_sign_in_link


def test_a_customer_signs_in_inside_of_the_panels_frame(tmp_path: Path) -> None:
    links: list[str] = []

    async def panel_page(scope: Any, receive: Any, send: Any) -> None:
        body = f'<!doctype html><title>Panel</title><iframe src="{links[-1]}" width=400 height=700></iframe>'
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body.encode()})

    with listening(panel_page) as port:
        panel = f"http://panel.localhost:{port}"
        with served(tmp_path, f'[portal]\nframed_by = ["{panel}"]\n') as at, chromium() as browser:
            desk = at.service.desk("smmpanelus")
            for scripts in (True, False):
                links.append(f"{at.address}/enter/{make_sign_in_link(desk, 'c1', HOST, framed_by=panel)[0]}")
                context = browser.new_context(java_script_enabled=scripts)
                page = context.new_page()
                page.goto(panel)
                frame = page.frame_locator("iframe")
                if not scripts:
                    frame.get_by_role("button", name="Continue").click()
                frame.get_by_role("button", name="Sign out").wait_for()
                cookies = {cookie["name"]: cookie for cookie in context.cookies()}
                assert cookies["__Host-session"]["sameSite"] == "None"
                frame.get_by_role("link", name="Requests").click()
                frame.get_by_role("heading", level=1).wait_for()
                context.close()

            # Elsewhere, the same link is a question even with scripts, and a frame of somebody else shows nothing.
            links.append(f"{at.address}/enter/{make_sign_in_link(desk, 'c1', HOST)[0]}")
            page = browser.new_page()
            page.goto(panel)
            assert page.frames[1].locator("form").count() == 0
            page.goto(links[-1])
            page.get_by_role("button", name="Continue").click()
            page.get_by_role("button", name="Sign out").wait_for()
