"""The files of each kind; and that the list of what is the author's is the list of what the example marks."""

import ast
import re
from typing import get_args

import pytest

from panel_refunds.cli.authoring.templates import Kind, find_example, load_templates

EVERY = {".gitignore", ".github/workflows/tests.yml", "LICENSE", "README.md", "pyproject.toml"}
MARK = re.compile(r"^ *# Yours: .+\n *(\w+)\b", re.MULTILINE)
MARKED_BESIDE = {
    "reading.OURS": "reading.NOTE",
    "webhooks.PARTS": "webhooks.HEADER",
    "fake_acmepay.refund_requests": "fake_acmepay.FakeAcmePay.refund_requests",
}


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_project_is_complete_and_its_python_can_be_read(kind):
    files = load_templates(kind)

    assert files.keys() >= {*EVERY, "src/panel_refunds_example/__init__.py", "src/panel_refunds_example/py.typed"}
    assert any(path.startswith("tests/test_") for path in files)
    assert "THE_KIND" not in "".join(files.values())
    for path, text in files.items():
        if path.endswith(".py"):
            assert ast.get_docstring(ast.parse(text)), path


def test_a_gateway_is_the_example_itself_without_its_certificate():
    files = load_templates("gateway")
    example = find_example()

    for path in example.glob("src/**/*.py"):
        assert files[path.relative_to(example).as_posix()] == path.read_text(encoding="utf-8")
    assert not [path for path in files if path.endswith(".json")]


def test_what_is_listed_as_the_authors_is_what_is_marked_in_the_code():
    files = load_templates("gateway")
    listed = set(re.findall(r'Thing\(\n\s+"([\w.]+)"', files["tests/yours.py"]))
    marked = {
        f"{path.rpartition('/')[2].removesuffix('.py')}.{name}"
        for path, text in files.items()
        if path.startswith(("src/", "tests/fake_"))
        for name in MARK.findall(text)
    }

    assert {MARKED_BESIDE.get(name, name) for name in marked} == listed


def test_a_things_value_is_what_the_example_has():
    files = load_templates("gateway")
    (made_up,) = re.findall(r'refund_requests",\n\s+"(.+)",', files["tests/yours.py"])

    assert f'refund_requests = "{made_up}"' in files["tests/fake_acmepay.py"]
