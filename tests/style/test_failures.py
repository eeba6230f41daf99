"""Each defect that others shipped, F1 to F28, is told by a test that names it: in its docstring or its module's."""

from __future__ import annotations

import ast
import re

STORIES = {f"F{number}" for number in range(1, 29)}
_NAME = re.compile(r"\bF\d{1,2}\b")


def told(file) -> set[str]:
    """The stories that the tests of a file name; a module's docstring counts where it has tests."""
    tests = [node for node in file.find(ast.FunctionDef) if node.name.startswith("test_")]
    texts = [ast.get_docstring(node) or "" for node in tests]
    if tests:
        texts.append(ast.get_docstring(file.tree) or "")
    return {name for text in texts for name in _NAME.findall(text)} if "/style/" not in file.path else set()


def test_every_story_has_a_test_that_names_it(all_python):
    tests = [file for file in all_python if re.search(r"(^|/)tests/.*test_\w+\.py$", file.path)]
    named = {name for file in tests for name in told(file)}

    assert STORIES - named == set(), "write a test for these, and name them in its docstring"
    assert named - STORIES == set(), "there are no such stories"
