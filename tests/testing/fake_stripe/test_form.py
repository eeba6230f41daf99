"""Parameters off the wire."""

import pytest

from panel_refunds.testing.fake_stripe.form import parse_form, read_flag, read_integer, read_metadata, read_text
from panel_refunds.testing.fake_stripe.refusal import RefusalError


def test_objects_and_lists_are_put_together():
    assert parse_form(
        "amount=5&metadata[a]=1&metadata[b]=x%26y&expand[0]=charge&types[]=r&types[]=s&created[gte]=7"
    ) == {
        "amount": "5",
        "metadata": {"a": "1", "b": "x&y"},
        "expand": ["charge"],
        "types": ["r", "s"],
        "created": {"gte": "7"},
    }


def test_an_empty_value_is_a_value():
    assert parse_form("metadata=&reason=") == {"metadata": "", "reason": ""}
    assert read_metadata({"metadata": ""}) == {}


@pytest.mark.parametrize(
    ("read", "params"),
    [
        (read_integer, {"x": "1.5"}),
        (read_integer, {"x": ["1"]}),
        (read_integer, {"x": "١"}),
        (read_text, {"x": {"y": "z"}}),
        (read_flag, {"x": "yes"}),
    ],
)
def test_what_is_of_another_kind_is_refused_by_name(read, params):
    with pytest.raises(RefusalError) as refused:
        read(params, "x")

    assert refused.value.param == "x"


def test_a_name_is_a_text_or_an_object_and_never_both():
    with pytest.raises(RefusalError, match="both"):
        parse_form("a=1&a[b]=2")


def test_metadata_has_bounds(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    for metadata in ({"a": "x" * 501}, {"k" * 41: "x"}, {str(n) + "n": "x" for n in range(51)}, {"a": {"b": "c"}}):
        assert refused(api.refunds.create, {"charge": charge, "metadata": metadata}).http_status == 400
    assert fake.refunds_of(charge) == ()
