"""Names are shown, and never trusted."""

import pytest

from panel_refunds.tickets.attachment import MOST_OF_A_NAME, clean_name, ending_of, shown_name


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("shot.png", "png", "shot.png"),
        ("Überweisung März.PDF", "pdf", "Überweisung März.PDF"),
        ("../../etc/passwd.txt", "text", "passwd.txt"),
        ("C:\\Users\\me\\photo.jpeg", "jpeg", "photo.jpeg"),
        ("invoice.html", "png", "invoice.html.png"),
        ("a\u202egnp.exe.png", "png", "a gnp.exe.png"),
        ("line\nbreak\x00.txt", "text", "line break.txt"),
        ('q"uo<te>.pdf', "pdf", "q_uo_te_.pdf"),
        ("", "webp", "file.webp"),
        (".png", "png", "png.png"),
        ("...", "png", "file.png"),
    ],
)
def test_a_name_is_one_visible_line_with_the_right_ending(name, kind, shown):
    assert clean_name(name, kind) == shown


def test_long_names_keep_their_ending():
    name = clean_name("x" * 500 + ".jpeg", "jpeg")

    assert (len(name), name[-5:]) == (MOST_OF_A_NAME, ".jpeg")


def test_endings_are_compared_in_small_letters():
    assert [ending_of(name) for name in ("A.JPG ", "a", ".png", "a.b.txt")] == [".jpg", "", "", ".txt"]
    assert shown_name("/x/y z.svg") == "y z.svg"
