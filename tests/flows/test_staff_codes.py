"""One-time codes: a secret that is shown until it was proved, codes that are taken once, and ten on paper."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pyotp
from tests.flows.staffed import PASSWORD, Staffed, refused

from panel_refunds.flows.staff_codes import (
    begin_codes,
    confirm_codes,
    count_recovery_codes,
    digest_of_recovery,
    draw_secret,
    find_waiting_secret,
    make_recovery_codes,
    prove_password,
    remove_codes,
    step_of,
)

WHO = "finance-ana"


def test_without_a_key_of_the_installation_they_cannot_be_set_up(shop):
    staffed = Staffed(shop, with_key=False)
    staffed.hire()
    with refused("code_not_possible") as told:
        begin_codes(staffed.desk, WHO)

    assert "secrets_key" in told.value.text
    assert find_waiting_secret(staffed.desk, WHO) is None


def test_the_secret_is_kept_sealed_and_shown_until_a_code_proved_it(shop):
    staffed = Staffed(shop)
    staff = staffed.hire()
    secret = begin_codes(staffed.desk, WHO)
    assert begin_codes(staffed.desk, WHO) == find_waiting_secret(staffed.desk, WHO) == secret
    assert secret.address.startswith("otpauth://totp/")
    with staffed.desk.read() as books:
        kept = books.find_staff("ana")
    assert kept.totp
    assert secret.text not in kept.totp
    assert not kept.has_code
    with refused("code_wrong"):
        confirm_codes(staffed.desk, WHO, "12345")

    codes = confirm_codes(staffed.desk, WHO, pyotp.TOTP(secret.text).at(shop.at))
    assert len(set(codes)) == 10
    assert find_waiting_secret(staffed.desk, WHO) is None
    with refused("code_not_possible"):
        begin_codes(staffed.desk, WHO)
    act = staffed.acts(staff.staff_id)[-1]
    assert (act.action, act.before, act.after) == ("set_up_codes", {"code": "no"}, {"code": "yes"})
    assert not any(code in str(staffed.acts()) for code in (*codes, secret.text))


def test_the_picture_is_plain_svg(shop):
    staffed = Staffed(shop)
    staffed.hire()
    picture = draw_secret(begin_codes(staffed.desk, WHO))

    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture).iter()}  # noqa: S314 - made here
    assert tags <= {"svg", "path", "g"}
    assert b"style" not in picture


def test_a_code_is_of_this_half_minute_or_one_beside_it_and_later_than_the_last(shop):
    staffed = Staffed(shop)
    staffed.hire()
    phone, _ = staffed.with_codes()
    with staffed.desk.read() as books:
        staff = books.find_staff("ana")
    now = int(shop.at.timestamp()) // 30
    steps = {offset: step_of(staffed.desk, staff, phone.generate_otp(now + offset)) for offset in (-2, -1, 0, 1, 2)}

    assert steps == {-2: None, -1: now - 1, 0: now, 1: now + 1, 2: None}
    assert step_of(staffed.desk, staff, "½½½½½½") is None
    code = phone.generate_otp(now)
    assert step_of(staffed.desk, staff, f"{code[:3]} {code[3:]}") == now


def test_new_codes_on_paper_make_the_old_ones_void_and_want_the_password(shop):
    staffed = Staffed(shop)
    staff = staffed.hire()
    _, old = staffed.with_codes()
    with refused("sign_in_refused"):
        make_recovery_codes(staffed.desk, WHO, "wrong and wrong again")
    new = make_recovery_codes(staffed.desk, WHO, PASSWORD)

    assert count_recovery_codes(staffed.desk, WHO) == 10
    with staffed.desk.begin() as books:
        assert not books.use_recovery_code(staff.staff_id, digest_of_recovery(old[0]), shop.at)
        assert books.use_recovery_code(staff.staff_id, digest_of_recovery(new[0]), shop.at)
    assert count_recovery_codes(staffed.desk, WHO) == 9


def test_removed_codes_are_not_asked_for_and_can_be_set_up_anew(shop):
    staffed = Staffed(shop)
    staffed.hire()
    staffed.with_codes()
    remove_codes(staffed.desk, WHO, PASSWORD)

    assert staffed.inside()
    assert count_recovery_codes(staffed.desk, WHO) == 0
    with refused("code_not_possible"):
        make_recovery_codes(staffed.desk, WHO, PASSWORD)
    assert begin_codes(staffed.desk, WHO).text


def test_the_password_cannot_be_guessed_in_a_stolen_session(shop):
    staffed = Staffed(shop)
    staffed.hire()
    for _ in range(5):
        with refused("sign_in_refused"):
            prove_password(staffed.desk, WHO, "wrong and wrong again")
    with refused("too_many_tries"):
        prove_password(staffed.desk, WHO, PASSWORD)
