"""Lists: limits, cursors in both directions, and moments."""

import pytest


@pytest.fixture
def charges(fake, clock):
    made = []
    for _ in range(5):
        made.append(fake.add_charge(1000).charge)
        clock.forward(minutes=1)
    return made[::-1]


def refs(page):
    return [each.id for each in page.data]


def test_ten_are_shown_unless_another_limit_is_given(fake, api):
    for _ in range(11):
        fake.add_charge(1000)

    assert (len(api.charges.list().data), api.charges.list().has_more) == (10, True)
    assert (len(api.charges.list({"limit": 100}).data), api.charges.list({"limit": 11}).has_more) == (11, False)


def test_a_page_can_be_left_in_both_directions(api, charges):
    second = api.charges.list({"limit": 2, "starting_after": charges[1]})
    first = api.charges.list({"limit": 2, "ending_before": second.data[0].id})

    assert (refs(second), second.has_more) == (charges[2:4], True)
    assert (refs(first), first.has_more) == (charges[:2], False)
    assert refs(api.charges.list({"limit": 1, "ending_before": charges[2]})) == [charges[1]]


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"starting_after": "ch_gone"}, "starting_after"),
        ({"ending_before": "ch_gone"}, "ending_before"),
        ({"starting_after": "ch_1", "ending_before": "ch_2"}, "ending_before"),
        ({"created": {"gte": "yesterday"}}, "created[gte]"),
    ],
)
def test_what_is_no_place_in_a_list_is_refused(api, refused, params, param):
    assert refused(api.charges.list, params).param == param


def test_a_list_can_be_bounded_by_moments(api, charges):
    moments = [each.created for each in api.charges.list().data]

    assert refs(api.charges.list({"created": {"gte": moments[2]}})) == charges[:3]
    assert refs(api.charges.list({"created": {"gt": moments[2], "lt": moments[0]}})) == charges[1:2]
    assert refs(api.charges.list({"created": {"lte": moments[3]}})) == charges[3:]
    assert refs(api.charges.list({"created": moments[4]})) == charges[4:]
