"""A real browser and a real server, one of each for a test process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine
from tests.browser.album_ids import ids_that_stay
from tests.browser.house import House, open_house
from tests.browser.one_browser import OneBrowser
from tests.browser.own_thread import in_own_thread
from tests.browser.people import Browsers, People
from tests.browser.world import World, build_world

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-pictures", action="store_true", help="take the pictures of docs/pages.md anew")


@pytest.fixture(scope="session")
def writes_pictures(request: pytest.FixtureRequest) -> bool:
    """Where the whole suite runs, this folder's options are not known."""
    return bool(request.config.getoption("--write-pictures", default=False))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """The tests of this folder run in the browser's thread."""
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    in_own_thread(pyfuncitem.obj, **given)
    return True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no browser here: install the Debian package chromium")
    playwright = in_own_thread(sync_playwright().start)
    browser = in_own_thread(playwright.chromium.launch, executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    in_own_thread(browser.close)
    in_own_thread(playwright.stop)


@pytest.fixture(scope="session")
def world(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, writes_pictures: bool) -> Iterator[World]:
    """A house full of customers and requests in every state, to look at and to leave as it is."""
    folder = tmp_path_factory.mktemp("world")
    made = pytest.MonkeyPatch()
    if writes_pictures:
        made.setattr("panel_refunds.app.new_ids.uuid7", ids_that_stay())
    with open_house(folder, f"sqlite:///{folder / 'books.sqlite3'}") as house:
        eyes = OneBrowser(chromium, house, sharp=writes_pictures)
        yield build_world(house, eyes)
        in_own_thread(eyes.close)
    made.undo()


@pytest.fixture(scope="session")
def _houses(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], House]]:
    """Makes an empty house on a kind of database, once for each."""
    made: dict[str, House] = {}
    with ExitStack() as stack:

        def make(kind: str) -> House:
            if kind not in made:
                folder: Path = tmp_path_factory.mktemp(kind)
                url = f"sqlite:///{folder / 'books.sqlite3'}"
                if kind == "postgresql":
                    url = _new_database(request.getfixturevalue("postgres_server"))
                made[kind] = stack.enter_context(open_house(folder, url))
            return made[kind]

        yield make


def _new_database(server: str) -> str:
    """The address of a database of our own on that server."""
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE browser")
    engine.dispose()
    return server.replace("/postgres?", "/browser?")


@pytest.fixture(scope="session")
def browsers(chromium: Browser) -> Iterator[Browsers]:
    made = Browsers(chromium)
    yield made
    in_own_thread(made.close)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, _houses: Callable[[str], House], chromium: Browser) -> House:
    """A house where a story can be played, once on either kind of database."""
    return _houses(request.param)


@pytest.fixture
def people(browsers: Browsers, house: House) -> Iterator[People]:
    """Who comes to that house, with browsers that are given back after the test."""
    come = People(browsers, house)
    yield come
    in_own_thread(come.leave)
