"""Small modules, one concept a file, obvious names, and a test file for each at the same path."""

import ast
import re
from pathlib import Path
from statistics import median

MOST_LINES = 400
MEDIAN_LINES = 120
MOST_LINES_OF_A_FUNCTION = 69
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager", "service", "handler"}


def test_no_module_is_longer_than_a_reader_can_hold(all_python):
    long = {file.path: file.lines for file in all_python if file.lines > MOST_LINES}

    assert not long, f"split these, one concept a file: {long}"


def test_half_of_the_modules_are_short(product):
    assert median(file.lines for file in product if file.tree.body) <= MEDIAN_LINES


def test_no_function_is_longer_than_a_page(product):
    long = {
        f"{file.path}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for file in product
        for node in file.find(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }

    assert not long, f"name the steps of these: {long}"


def test_file_and_folder_names_say_what_is_inside(all_python):
    vague = [file.path for file in all_python if VAGUE_NAMES & set(re.split(r"[/_.]", file.path))]

    assert not vague


def test_every_module_opens_with_its_idea(all_python):
    silent = [file.path for file in all_python if file.tree.body and not ast.get_docstring(file.tree)]

    assert not silent


def test_every_module_with_functions_has_a_test_file_of_the_same_path(root, product):
    """Those in ``tested_elsewhere.txt`` are exercised through another module's tests; the list may only shrink."""
    elsewhere = set((root / "tests/style/tested_elsewhere.txt").read_text(encoding="utf-8").split())
    without = {file.path for file in product if file.find(ast.FunctionDef) and not _test_file(root, file.path)}

    assert not without - elsewhere, "write tests of the same path for these:\n" + "\n".join(sorted(without - elsewhere))
    assert not elsewhere - without, "strike these off the list:\n" + "\n".join(sorted(elsewhere - without))


def _test_file(root: Path, path: str) -> bool:
    """``src/panel_refunds/a/b.py`` → ``tests/a/test_b.py``; a package's own code is tested in its folder or beside it."""
    front, inside = path.split("src/", 1)
    _, *folders, name = Path(inside).parts
    tests = root / front / "tests" / Path(*folders)
    if name == "__init__.py":
        return any(tests.glob("test_*.py"))
    return (tests / f"test_{name}").is_file() or any((tests / Path(name).stem).glob("test_*.py"))
