"""What may not stand in any file: this machine's paths, registries, leftovers, exemptions without a reason."""

import re
from pathlib import Path

# In pieces, so that this file does not find itself.
MACHINE = re.compile(
    r"/wor[k]/|/roo[t]/|/hom[e]/|/tm[p]/boot|pyp[i]\.|pythonhoste[d]|npmj[s]|deb\.debia[n]|crates\.i[o]", re.IGNORECASE
)
LEFTOVER = re.compile(r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|assert Tru[e]\b")
EXEMPTION = re.compile(
    r"# (noqa\b(?!.* - \w)|type: ignor[e](?!.*(?: - |\]  # )\w)|pragma: no cove[r](?!.* - \w)|noqa *$)"
)
SLEEP = re.compile(r"\b(time|asyncio)\.slee[p]\(")


def found(texts, pattern):
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def only(texts, *suffixes):
    return {path: text for path, text in texts.items() if path.endswith(suffixes)}


def test_no_path_of_a_machine_and_no_registry_stands_in_any_file(all_text):
    assert not found(all_text, MACHINE)


def test_constraints_are_names_and_versions_only(root):
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert lines
    assert not [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line)]
    assert not [line for line in lines if "://" in line]


def test_nothing_is_left_for_later(all_text):
    assert not found(only(all_text, ".py", ".toml", ".ini", ".md"), LEFTOVER)


def test_every_exemption_from_a_check_says_why(all_text):
    assert not found(only(all_text, ".py"), EXEMPTION)


def test_no_test_sleeps(all_text):
    tests = {path: text for path, text in only(all_text, ".py").items() if "tests" in Path(path).parts}

    assert not found(tests, SLEEP), "wait for an event instead"


def test_the_rules_see_what_they_forbid():
    assert MACHINE.search("see /wor" + "k/main")
    assert LEFTOVER.search("# TOD" + "O later")
    assert EXEMPTION.search("x  # " + "noqa: S101")
    assert EXEMPTION.search("x  # type: " + "ignore[arg-type]")
    assert not EXEMPTION.search("x  # " + "noqa: S101 - a test")
    assert SLEEP.search("time.slee" + "p(1)")
