"""A new installation is complete, checks itself clean, and nothing that exists is touched."""

import tomllib

import pytest

from panel_refunds.cli.init import slug_of


def test_it_makes_an_installation_that_check_accepts(run, root):
    done = run("check", "--root", root)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("in order: my-panel;")
    assert "2 cases passed" in done.stdout


def test_it_writes_the_files_of_an_installation(root):
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    policies = [name for name in files if name.startswith("tenants/my-panel/policies/default/")]

    assert len(policies) == 1
    assert sorted(set(files) - set(policies)) == [
        ".env.example",
        ".gitignore",
        "panel-refunds.toml",
        "tenants/my-panel/cases/deposits.toml",
        "tenants/my-panel/tenant.toml",
    ]
    tenant = tomllib.loads((root / "tenants/my-panel/tenant.toml").read_text())
    assert tenant["sites"] == [{"hosts": ["panel.example", "*.panel.example"]}]
    assert tenant["order_providers"]["main"]["url"] == "https://up.example/api"
    assert "MY_PANEL_PROVIDER_KEY=" in (root / ".env.example").read_text()


def test_no_placeholder_is_left_in_any_file(root):
    assert not [path for path in root.rglob("*") if path.is_file() and "$" in path.read_text()]


@pytest.mark.parametrize(
    ("currency", "zone", "calendar"),
    [
        ("USD", "UTC", "US"),
        ("JPY", "Asia/Tokyo", "JP"),
        ("KWD", "Asia/Kuwait", "KW"),
        ("EUR", "Europe/Berlin", "DE-BY"),
    ],
)
def test_its_first_cases_pass_in_any_currency_and_place(run, tmp_path, currency, zone, calendar):
    folder = tmp_path / "new"
    place = ("--currency", currency, "--time-zone", zone, "--calendar", calendar)

    assert run("init", folder, "--name", "Ünïque Likes", *place).exit_code == 0
    done = run("check", "--root", folder)

    assert done.exit_code == 0, done.output
    assert "unique-likes" in done.stdout


def test_a_name_with_quotes_and_a_backslash_is_still_a_name(run, tmp_path):
    folder = tmp_path / "new"

    assert run("init", folder, "--name", 'The "Best" \\ Panel').exit_code == 0
    assert tomllib.loads((folder / "tenants/the-best-panel/tenant.toml").read_text())["name"] == 'The "Best" \\ Panel'


def test_it_refuses_a_folder_that_is_not_empty_and_writes_nothing(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    done = run("init", tmp_path)

    assert done.exit_code == 2
    assert "is not an empty folder; nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("option", "value", "named"),
    [
        ("--currency", "DOLLARS!", "currency"),
        ("--time-zone", "Mars/Olympus", "time_zone"),
        ("--calendar", "XX", "calendar"),
        ("--host", "not a host", "sites"),
    ],
)
def test_a_value_nobody_knows_is_named_and_nothing_stays(run, tmp_path, option, value, named):
    folder = tmp_path / "new"

    done = run("init", folder, option, value)

    assert done.exit_code == 2
    assert named in done.stderr
    assert not folder.exists()


def test_an_empty_folder_that_was_there_stays_there(run, tmp_path):
    done = run("init", tmp_path, "--currency", "NOPE!")

    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [("My Panel", "my-panel"), ("  ÄÖ  Likes!! ", "ao-likes"), ("日本", "panel"), ("a" * 60, "a" * 40)],
)
def test_the_short_name_is_made_of_letters_digits_and_dashes(name, slug):
    assert slug_of(name) == slug


def test_it_says_what_to_do_next_with_and_without_a_provider(run, tmp_path):
    without = run("init", tmp_path / "one", "--name", "Shop").stdout
    with_one = run("init", tmp_path / "two", "--name", "Shop", "--provider", "https://up.example/api").stdout

    assert "no order provider yet: tenants/shop/tenant.toml says how to add one, or use --provider" in without
    assert ".env" not in without
    assert "panel-refunds keys create --tenant shop website" in without
    assert "cp .env.example .env" in with_one
    assert "order provider yet" not in with_one


def test_the_lines_that_wait_for_a_provider_make_one_when_the_mark_is_taken_away(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_PROVIDER_KEY", "key")
    run("init", tmp_path / "new", "--name", "Shop")
    file = tmp_path / "new/tenants/shop/tenant.toml"
    lines = file.read_text().splitlines()
    start = lines.index("# [order_providers.main]")
    lines[start : start + 4] = [line.removeprefix("# ") for line in lines[start : start + 4]]
    file.write_text("\n".join(lines).replace("plugins = []", 'plugins = ["smm_v2"]'))

    done = run("check", "--root", tmp_path / "new")

    assert done.exit_code == 0, done.output
