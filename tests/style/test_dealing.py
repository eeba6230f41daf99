"""Whatever is run, nothing is lost; what takes long comes first in each process's part."""

from hypothesis import given
from hypothesis import strategies as st
from tests.dealing import deal

KINDS = (
    "tests/browser/a.py::t",
    "tests/docs/b.py::t",
    "tests/examples/c.py::t",
    "tests/examples/d.py::t",
    "tests/quick.py::t",
)


@given(kinds=st.lists(st.sampled_from(KINDS), max_size=40), processes=st.integers(1, 5))
def test_every_test_is_dealt_once(kinds: list[str], processes: int) -> None:
    names = [f"{kind}{number}" for number, kind in enumerate(kinds)]
    assert sorted(deal(names, names, processes)) == sorted(names)


def test_what_takes_long_stands_at_the_front_of_each_part() -> None:
    browsers = [f"tests/browser/a.py::{number}" for number in range(3)]
    slow = [f"tests/docs/b.py::{number}" for number in range(4)]
    file = [f"tests/examples/c.py::{number}" for number in range(2)]
    quick = [f"tests/pages/d.py::{number}" for number in range(21)]
    names = [*file, *browsers, *quick, *slow]

    dealt = deal(names, names, 3)
    parts = [dealt[:10], dealt[10:20], dealt[20:]]

    assert parts[0][:3] == browsers
    assert parts[1][:4] == [*file, slow[1], slow[3]]
    assert parts[2][:2] == [slow[0], slow[2]]
    assert all(name in quick for name in (*parts[0][3:], *parts[1][4:], *parts[2][2:]))


def test_alone_nothing_is_moved() -> None:
    names = ["tests/quick.py::a", "tests/docs/b.py::t", "tests/browser/a.py::t"]
    assert deal(names, names, 1) == names
