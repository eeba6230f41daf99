"""What costs too much, or says something else than it means, is refused before it is read."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_cel.limits import DEEPEST_BRACKETS, MOST_CHARACTERS, refuse_unwanted
from panel_refunds_cel.tokens import parse_tokens


def refuse(source):
    refuse_unwanted(source, parse_tokens(source))


@pytest.mark.parametrize(
    "fine",
    [
        "asked > cash",
        "x" * MOST_CHARACTERS,
        "(" * DEEPEST_BRACKETS + "x" + ")" * DEEPEST_BRACKETS,
        "deposits.all(d, deposits.all(e, d.left > e.left)) && deposits.all(f, true)",
        "order == null || order != null",
        "customer in ['a', 'b'] && hour in [1, -2, 3] && weekday in [monday, friday]",
        "asked in [money('1'), money('2.50')]",
        "[].exists(x, true)",
        "deposits[0].left > deposits.filter(d, d.disputed)[1].left",
        "customer == '1.5 null { [1, a]'",
    ],
)
def test_what_is_meant_passes(fine):
    refuse(fine)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x" * (MOST_CHARACTERS + 1), "at most 1000"),
        ("(" * (DEEPEST_BRACKETS + 1), "brackets are open at once"),
        ("a.all(x, b.map(y, c.exists(z, true)))", "loops stand inside each other"),
        ("asked > 20.00", 'a number with a point is not exact; write the amount as money("20.00")'),
        ("asked > 2e1", "not exact"),
        ("asked > .5", "not exact"),
        ("asked > 20u", 'write the amount as money("20.00")'),
        ("b'x' == b'x'", "`b` makes something"),
        ("{'a': asked}", "`{` makes something"),
        ("asked == null", "only `order` may be null"),
        ("null == order", "only `order` may be null"),
        ("null", "only `order` may be null"),
        ("d.order == null", "only `order` may be null"),
        ("d.fee != null", "only `order` may be null"),
        ("asked in [money('1'), 20]", "only one kind"),
        ("[asked, 20].exists(x, x > asked)", "only one kind"),
        ("hour in [1, 'x']", "only one kind"),
        ("[asked + 1]", "only one kind"),
        ("[[1], [2]]", "only one kind"),
        ("x in [1", None),
    ],
)
def test_what_is_not_is_refused(source, says):
    if says is None:
        refuse(source)  # CEL's parser finds this one
        return
    with pytest.raises(Refused) as refused:
        refuse(source)
    assert says in refused.value.text
