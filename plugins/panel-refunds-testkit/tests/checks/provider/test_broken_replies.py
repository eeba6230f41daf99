"""Every check of ``broken_replies`` says what is wrong and what to do; those made for a known mistake catch it by name."""

from panel_refunds_testkit.checks.provider.broken_replies import BrokenReplyChecks
from panel_refunds_testkit.wrong_by_kind import wrong_ones


def test_its_checks_have_a_text_for_the_author_and_a_mistake_that_they_catch():
    checks = {name: check for name, check in vars(BrokenReplyChecks).items() if name.startswith("test_")}
    assert checks
    assert all((check.__doc__ or "").strip() for check in checks.values())
    assert checks.keys() & {check for _, check in wrong_ones()}
