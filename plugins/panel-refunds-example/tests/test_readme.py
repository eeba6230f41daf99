"""The README speaks of every module and of everything that is the author's, and of nothing that is not there."""

import re
from pathlib import Path

import panel_refunds_example
from panel_refunds.plugins.certificates import path_of

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
PACKAGE = Path(panel_refunds_example.__file__).parent
YOURS = re.compile(r"^# Yours: .+\n([A-Z_]+)\b", re.MULTILINE)


def section(title: str) -> str:
    (found,) = [part for part in README.split("\n## ") if part.startswith(title)]
    return found


def test_every_module_is_told_what_it_is_for():
    told = re.findall(r"^\| `(\w+)` \|", section("In reading order"), re.MULTILINE)

    assert sorted(told) == sorted(path.stem for path in PACKAGE.glob("*.py"))


def test_every_part_that_is_yours_has_its_question():
    rows = [row.split("|") for row in section("What you must find out").splitlines() if row.startswith("| ")][1:]
    told = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row[2])}
    marked = {name for path in PACKAGE.glob("*.py") for name in YOURS.findall(path.read_text(encoding="utf-8"))}

    assert told == marked


def test_the_certificate_is_where_it_says():
    path = path_of(PACKAGE, "gateways", "acmepay")

    assert path.is_file()
    assert path.relative_to(PACKAGE.parents[1]).as_posix() in README
