"""One name gives all the others."""

import pytest

from panel_refunds.cli.authoring.renaming import NewNames


@pytest.mark.parametrize(
    ("name", "title", "package", "project"),
    [
        ("zahlo", "Zahlo", "panel_refunds_zahlo", "panel-refunds-zahlo"),
        ("my_pay2", "MyPay2", "panel_refunds_my_pay2", "panel-refunds-my-pay2"),
    ],
)
def test_names(name, title, package, project):
    names = NewNames(name)

    assert (names.title, names.package, names.project) == (title, package, project)


def test_texts_and_paths():
    names = NewNames("my_pay")

    assert names.renamed("src/panel_refunds_example/x.py") == "src/panel_refunds_my_pay/x.py"
    assert names.renamed('class AcmePayGateway: "https://api.acmepay.example"; ACMEPAY_KEY, acmepay') == (
        'class MyPayGateway: "https://api.my-pay.example"; MY_PAY_KEY, my_pay'
    )
