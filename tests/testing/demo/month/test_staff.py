"""The staff answers what has been in the queue for a while, pays by hand, and reads new words."""

from panel_refunds.testing.demo.month import customers, staff


def test_a_request_is_taken_up_when_it_has_waited(stage, brand):
    customers.pay_in(brand)
    customers.ask(brand)
    staff.answer(brand)
    with brand.desk.read() as books:
        (request,) = books.requests_of(brand.here[0])
    assert request.state == "in_review"

    for day in ("2025-09-09", "2025-09-10", "2025-09-11"):
        stage.clock.stand(f"{day} 16:00")
        staff.answer(brand)
    with brand.desk.read() as books:
        assert books.get_request(request.request_id).state != "in_review"
