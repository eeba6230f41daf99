"""A template and its data become a PDF: data stays data, nothing else can be read, several at once are no harm."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest

from panel_refunds.pages.pdf.typeset import NotSetError, typeset

HEAD = '#let data = json(bytes(sys.inputs.data))\n#set document(title: "T")\n#set text(font: data.fonts)\n'


def tenant(folder: Path, body: str) -> Path:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/a.typ").write_text(HEAD + body)
    return folder


def text_of(pdf: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_what_somebody_wrote_is_never_read_as_the_typesetters_language(tmp_path):
    sly = '#read("/etc/passwd") *x* \\ $1$ "]) #panic("no")'
    assert "".join(text_of(typeset(tenant(tmp_path, "#data.word"), "a.typ", {"word": sly})).split()) == "".join(
        sly.split()
    )


@pytest.mark.parametrize("body", ['#read("/../secret.txt")', '#image("nothing.png", alt: "x")', "#data.nothing", "#("])
def test_what_cannot_be_set_says_so_and_no_file_outside_is_read(tmp_path, body):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "shop").mkdir()
    with pytest.raises(NotSetError, match=r"a\.typ"):
        typeset(tenant(tmp_path / "shop", body), "a.typ", {})


def test_several_at_once_get_their_own(tmp_path):
    shop = tenant(tmp_path, "#data.word")
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: typeset(shop, "a.typ", {"word": f"number{number}"}), range(8)))
    assert [text_of(pdf) for pdf in made] == [f"number{number}" for number in range(8)]
