"""Nothing from elsewhere, nothing inline, no frame but the allowed one."""

from __future__ import annotations

from starlette.responses import Response

from panel_refunds.pages.headers import protect


def test_no_page_is_shown_in_a_frame() -> None:
    response = Response()
    protect(response)
    assert response.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


def test_an_allowed_origin_may_show_it() -> None:
    response = Response()
    protect(response, ["https://panel.example"])
    assert "x-frame-options" not in response.headers
    assert response.headers["content-security-policy"].endswith("frame-ancestors https://panel.example")


def test_what_a_page_says_of_its_keeping_stays() -> None:
    response = Response(headers={"cache-control": "private, max-age=60"})
    protect(response)
    assert response.headers["cache-control"] == "private, max-age=60"
