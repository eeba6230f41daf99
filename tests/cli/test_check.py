"""``check`` names every fault at once, with file, line and key, and hides none behind another."""

import json


def test_every_fault_of_every_kind_is_named_at_once(run, root):
    tenant = root / "tenants/my-panel"
    broken = root / "tenants/broken"
    broken.mkdir()
    (broken / "tenant.toml").write_text('name = "Broken"\ncurency = "USD"\n')
    (tenant / "cases/wrong.toml").write_text(
        '[[case]]\nname = "Wrong on purpose"\nstory = [\n'
        '  { at = 2025-09-01T10:00:00, deposit = "50", id = "d1" },\n'
        '  { at = 2025-09-01T10:00:00, expect = { balance = "51" } },\n]\n'
    )

    done = run("check", "--root", root)

    assert done.exit_code == 1
    assert "broken/tenant.toml:2: curency:" in done.stdout
    assert 'Did you mean "currency"?' in done.stdout
    assert "Wrong on purpose" in done.stdout


def test_a_setting_that_a_plugin_does_not_have_is_named_with_its_line(run, root):
    file = root / "tenants/my-panel/tenant.toml"
    file.write_text(file.read_text().replace("poll_seconds", "pol_seconds"))

    done = run("check", "--root", root)

    assert done.exit_code == 1
    assert "my-panel/tenant.toml:" in done.stdout
    assert "order_providers.main.pol_seconds: plugin 'smm_v2'" in done.stdout


def test_a_missing_secret_is_named_unless_secrets_are_left_out(run, root, monkeypatch):
    monkeypatch.delenv("MY_PANEL_PROVIDER_KEY")

    with_secrets = run("check", "--root", root)
    without = run("check", "--root", root, "--no-secrets")

    assert with_secrets.exit_code == 1
    assert "MY_PANEL_PROVIDER_KEY is not set" in with_secrets.stdout
    assert without.exit_code == 0, without.output


def test_a_case_that_cannot_be_read_is_named_with_its_line(run, root):
    (root / "tenants/my-panel/cases/typo.toml").write_text(
        '[[case]]\nname = "x"\nstory = [\n  { at = 2025-09-01T10:00:00, depositt = "1" },\n]\n'
    )

    done = run("check", "--root", root)

    assert done.exit_code == 1
    assert "cases/typo.toml:4" in done.stdout


def test_a_broken_installation_file_hides_nothing_of_the_tenants(run, root):
    (root / "panel-refunds.toml").write_text("listn = {}\n")
    (root / "tenants/my-panel/policies/default/2030-01-01.toml").write_text("[deposits]\nwindw = 1\n")

    done = run("check", "--root", root)

    assert done.exit_code == 1
    assert "panel-refunds.toml:1: listn" in done.stdout


def test_a_program_can_read_it(run, root):
    told = json.loads(run("check", "--root", root, "--json").stdout)

    assert told["ok"] is True
    assert told["tenants"] == ["my-panel"]
    assert told["cases_passed"] == 2
    assert told["faults"] == []


def test_a_folder_without_tenants_says_what_to_do(run, tmp_path):
    done = run("check", "--root", tmp_path)

    assert done.exit_code == 1
    assert "panel-refunds init" in done.stdout


def test_without_the_plugin_whose_words_stories_use_it_says_what_to_install(run, tmp_path, monkeypatch):
    run("init", tmp_path / "new")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: ())

    done = run("check", "--root", tmp_path / "new")

    assert done.exit_code == 1
    assert "Install panel-refunds-smm-v2." in done.stdout


def test_the_summary_names_what_is_broken_and_what_is_in_order(run, root):
    broken = root / "tenants/broken"
    broken.mkdir()
    (broken / "tenant.toml").write_text('name = "Broken"\n')

    beside = run("check", "--root", root).stdout.splitlines()[-1]
    (root / "tenants/my-panel/tenant.toml").write_text("")
    alone = run("check", "--root", root).stdout.splitlines()[-1]

    assert beside.split(";")[0].endswith("faults in broken")
    assert beside.split(";")[1] == " in order: my-panel"
    assert alone.split(";")[0].endswith("faults in broken, my-panel")
    assert alone.split(";")[1] == " no tenant is in order"


def test_a_fault_of_no_tenant_is_the_installation_s(run, root):
    (root / "panel-refunds.toml").write_text("listn = {}\n")

    done = run("check", "--root", root, "--json")

    assert json.loads(done.stdout)["broken"] == ["the installation"]


def test_a_plugin_that_is_not_installed_is_named_with_its_line(run, root):
    file = root / "tenants/my-panel/tenant.toml"
    file.write_text(file.read_text().replace('plugins = ["smm_v2"]', 'plugins = ["smm_v2", "smm"]'))
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if text.startswith("plugins"))

    done = run("check", "--root", root)

    assert f"my-panel/tenant.toml:{line}: plugins: plugin 'smm': it is not installed" in done.stdout


def test_a_policy_that_only_begins_in_the_future_is_a_warning_and_no_fault(run, root):
    folder = root / "tenants/my-panel/policies/default"
    for file in folder.iterdir():
        file.rename(folder / "9000-01-01.toml")

    done = run("check", "--root", root)

    assert done.exit_code == 0, done.output
    warning, summary = done.stdout.splitlines()
    assert 'default/9000-01-01.toml: warning: the first version of the policy "default" lies in the future' in warning
    assert summary.endswith("2 cases passed; 1 warning")


def test_a_language_without_words_is_a_fault(run, root):
    file = root / "tenants/my-panel/tenant.toml"
    line = next(line for line in file.read_text().splitlines() if line.startswith("time_zone"))
    said = [each for each in file.read_text().splitlines() if not each.startswith("languages")]
    file.write_text("\n".join(said).replace(line, f'{line}\nlanguages = ["en", "fr"]'))

    done = run("check", "--root", root)

    assert done.exit_code == 1
    assert 'languages: "fr" has no words here. Put' in done.stdout
