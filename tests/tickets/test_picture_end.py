"""A picture ends where its format says so, whatever stands behind it; half a one has no end."""

import pytest
from tests.flows.test_checking_files import JPEG, WEBP, png

from panel_refunds.tickets.picture_end import picture_end

# A comment that looks like an end, data of a scan with stuffed bytes and a restart, then another scan.
TRICKY = (
    b"\xff\xd8\xff\xfe\x00\x06\xff\xd9\xff\xd9\xff\xff\xda\x00\x02\x12\xff\x00\xff\xd0\x34\xff\xda\x00\x02\x56\xff\xd9"
)


@pytest.mark.parametrize(("kind", "picture"), [("png", png(b"IEND")), ("jpeg", JPEG), ("jpeg", TRICKY), ("webp", WEBP)])
def test_the_end_is_found_whatever_follows(kind, picture):
    assert picture_end(picture, kind) == len(picture)
    assert picture_end(picture + b"\xff\xd9 IEND RIFF <script>", kind) == len(picture)


@pytest.mark.parametrize(("kind", "picture"), [("png", png()), ("jpeg", JPEG), ("webp", WEBP)])
def test_half_a_picture_has_none(kind, picture):
    assert not [cut for cut in range(len(picture)) if picture_end(picture[:cut], kind) is not None]
    assert picture_end(b"something else entirely", kind) is None
