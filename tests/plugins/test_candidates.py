"""Where plugins come from: three places, nothing imported yet."""

from importlib.metadata import EntryPoint

from panel_refunds.default_plugins import NAMES
from panel_refunds.plugins.candidates import GROUP, find_candidates, load_target


def test_defaults_come_first_then_entry_points_by_name_then_dotted_names():
    installed = [EntryPoint("zeta", "zeta_module", GROUP), EntryPoint("alpha", "alpha_module", GROUP)]

    found = find_candidates(["house.rules", "house.checks:plugin"], installed)

    assert [candidate.name for candidate in found] == [
        *NAMES,
        *("alpha", "zeta"),
        *("house.rules", "house.checks:plugin"),
    ]
    assert [candidate.source for candidate in found][len(NAMES) :: 2] == ["entry point alpha_module", "dotted name"]


def test_what_tenants_list_several_times_or_know_already_is_found_once():
    installed = [EntryPoint("acme.refunds", "acme_module", GROUP)]

    found = find_candidates(["acme.refunds", "house.rules", "house.rules", "manual", "nowhere"], installed)

    assert [candidate.name for candidate in found][len(NAMES) :] == ["acme.refunds", "house.rules"]


def test_where_it_comes_from_is_said_as_text_for_another_process():
    (dotted,) = [each for each in find_candidates(["os.path:join"], ()) if each.source == "dotted name"]

    assert load_target(dotted.target) is dotted.load()
