"""Every page in every state: what it says, for whom it works, on which screens, with which keys, and what it weighs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.looking import SCREENS, SMALL, barriers, moves, out_of_reach, too_wide, too_wide_in_large_letters
from tests.browser.shown import ALL, FIRST, NOT_SHOWN, TO_TRY
from tests.browser.shown.shown import Shown
from tests.browser.traffic import MOST_BYTES, Traffic, counted
from tests.browser.world import World

from panel_refunds.pages.routes import ADDRESSES

EVERY = pytest.mark.parametrize("shown", TO_TRY, ids=lambda shown: shown.name)
FIRST_SHORT_REST_LONG = pytest.mark.parametrize(
    "shown",
    [pytest.param(shown, id=shown.name, marks=() if shown in FIRST else pytest.mark.long) for shown in TO_TRY],
)
ON_THE_WAY = SCREENS[1:]


def text_of(page: Page) -> str:
    return " ".join(page.inner_text("body").split())


def wrong_on_the_line(shown: Shown, page: Page, traffic: Traffic) -> list[str]:
    host = page.evaluate("location.hostname")
    last = [response for response in traffic.responses if response.request.resource_type == "document"][-1]
    return [
        *(f"the console says: {each}" for each in traffic.complaints),
        *(f"asks elsewhere: {each}" for each in traffic.strangers(host)),
        *([f"answered {last.status} and not {shown.status}"] if last.status != shown.status else []),
    ]


@EVERY
def test_it_says_what_it_should_and_everybody_can_use_it(world: World, shown: Shown) -> None:
    page = world.eyes.as_seen_by(shown.who, shown.tenant)
    page.set_viewport_size(shown.screen)
    page.emulate_media(color_scheme="light")
    is_first = shown in FIRST
    with counted(page, first_visit=is_first) as traffic:
        shown.open(world, shown.language)
    said = text_of(page)

    wrong = [
        *(f"does not say {words!r}" for words in shown.words if words not in said),
        *wrong_on_the_line(shown, page, traffic),
        *barriers(page),
        *too_wide(page, [SMALL]),
    ]
    if is_first:
        # What led to the page was loaded too where there are steps.
        wrong += [f"weighs {traffic.weight} bytes"] if not shown.steps and traffic.weight > MOST_BYTES else []
        wrong += [*too_wide(page, ON_THE_WAY), *too_wide_in_large_letters(page), *out_of_reach(page), *moves(page)]
    assert not wrong, "\n".join(wrong)


@FIRST_SHORT_REST_LONG
def test_it_is_as_good_from_right_to_left_at_night_on_a_small_telephone(world: World, shown: Shown) -> None:
    page = world.eyes.as_seen_by(shown.who, shown.tenant)
    page.set_viewport_size(shown.screen)
    page.emulate_media(color_scheme="dark")
    language = "de" if shown.tenant == "lumenreach" else "ar"
    with counted(page, first_visit=False) as traffic:
        shown.open(world, language)

    wrong = [
        *wrong_on_the_line(shown, page, traffic),
        *([] if page.get_attribute("html", "lang") == language else ["is in another language"]),
        *barriers(page),
        *too_wide(page, [SMALL]),
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_is_in_the_table_or_says_why_not() -> None:
    names = {address.name for address in ADDRESSES}

    assert {shown.address for shown in ALL} | NOT_SHOWN.keys() == names
    assert not {shown.address for shown in ALL} & NOT_SHOWN.keys()


def test_no_two_pictures_have_one_name() -> None:
    names = [shown.name for shown in ALL]

    assert len(set(names)) == len(names)
