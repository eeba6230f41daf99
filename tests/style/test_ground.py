"""Where the money rules live there is no float, no clock, no chance, no input or output; nowhere is there an assert."""

import ast

CLOCKS = {"now", "utcnow", "today"}
DOORS = {"open", "print", "input", "exec", "eval", "breakpoint"}


def places(files, wrong):
    return [f"{file.path}:{node.lineno}" for file in files for node in ast.walk(file.tree) if wrong(node)]


def is_float(node):
    """A float literal, the word ``float``, or a true division, which makes one out of whole numbers."""
    return (
        (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
    )


def is_clock(node):
    return isinstance(node, ast.Attribute) and node.attr in CLOCKS and ast.unparse(node.value) in {"datetime", "date"}


def is_door(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DOORS


def test_the_ground_is_there(ground):
    assert {"money.py", "lot.py", "decide.py"} <= {file.path.rsplit("/", 1)[-1] for file in ground}


def test_there_is_no_float_where_money_is(ground):
    assert not places(ground, is_float)


def test_the_ground_has_no_clock(ground):
    assert not places(ground, is_clock)


def test_the_ground_opens_nothing_and_prints_nothing(ground):
    assert not places(ground, is_door)


def test_the_rules_see_what_they_forbid():
    assert [is_float(node) for node in ast.walk(ast.parse("1.5"))].count(True) == 1
    assert [is_float(node) for node in ast.walk(ast.parse("float(x) / 2 // 3"))].count(True) == 2
    assert [is_clock(node) for node in ast.walk(ast.parse("datetime.now(UTC), self.now(), date.today()"))].count(
        True
    ) == 2
    assert [is_door(node) for node in ast.walk(ast.parse("open(x), x.open()"))].count(True) == 1


def test_nothing_shipped_relies_on_assert(product):
    assert not places(product, lambda node: isinstance(node, ast.Assert)), "raise instead: -O removes an assert"


def test_nothing_shipped_is_left_to_be_written(product):
    unwritten = [
        place
        for place in places(product, lambda node: isinstance(node, ast.Name) and node.id == "NotImplementedError")
        if not place.startswith("src/panel_refunds/hookspecs.py:")
    ]

    assert not unwritten
