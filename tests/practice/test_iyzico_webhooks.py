"""iyzico's webhooks: forms, signature, schedule, and what may go wrong with them (iyzico notes §16)."""

import hashlib
import hmac
import json

import pytest

from frontdesk.practice.challenges import AXES
from frontdesk.practice.faults import read_fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.ways import ways
from frontdesk.practice.iyzico.webhooks import body_text, signature
from frontdesk.practice.notices import NO_ANSWER, Notice, delivered, due_notices
from tests.practice.clients import Browser, Fields, Iyzico
from tests.practice.test_iyzico_hosted import DEBIT, opens, pays
from tests.practice.test_iyzico_stored_cards import stores

URL = "http://127.0.0.1:9/webhooks/iyzico"
SECRET = "sandbox-ExampleSecret00000000000001"


@pytest.fixture(autouse=True)
def _told(ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(webhook_url=URL)


def goes_wrong(ground: Ground, kind: str, **more: object) -> None:
    ground.faults.add(read_fault({"kind": kind, "account": "iyzico", "operation": "webhook", **more}, AXES))


def read(notice: Notice) -> Fields:
    told: Fields = json.loads(notice.body)
    return told


def sent(ground: Ground, seconds: float = 15, status: int = 200) -> list[Notice]:
    """What goes out in the next seconds, each answered with the status."""
    ground.bank.advance(seconds)
    due = due_notices(ground)
    for notice in due:
        delivered(ground, notice, status)
    return due


def expected(iyz: Iyzico, notice: Notice) -> str:
    """The V3 header by the notes' own recipe."""
    told, secret = read(notice), iyz.account["secret_key"]
    which = f"{told['iyziPaymentId']}{told['token']}" if "token" in told else str(told["paymentId"])
    text = f"{secret}{told['iyziEventType']}{which}{told['paymentConversationId']}{told['status']}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def test_the_worked_example_of_the_direct_form() -> None:
    body = body_text(
        "THREE_DS_AUTH",
        40010002,
        "hold-7f3a-2",
        "SUCCESS",
        reference="5d0c7a52-1111-4222-8333-944455556666",
        at_ms=1781300170000,
    )
    assert body == (
        '{"paymentConversationId":"hold-7f3a-2","merchantId":3300001,"paymentId":40010002,"status":"SUCCESS",'
        '"iyziReferenceCode":"5d0c7a52-1111-4222-8333-944455556666","iyziEventType":"THREE_DS_AUTH",'
        '"iyziEventTime":1781300170000,"iyziPaymentId":40010002}'
    )
    signed = signature(SECRET, "THREE_DS_AUTH", 40010002, "hold-7f3a-2", "SUCCESS")
    assert signed == "1a13fe2b11bc34e151f5b5175f04ab160a100ca72793354b52aaccafdbcae4b7"


def test_the_worked_example_of_the_hosted_form() -> None:
    token = "0b1c2d3e-0000-4000-8000-00000000beef"
    signed = signature(SECRET, "CHECKOUT_FORM_AUTH", 40010003, "hold-7f3a-3", "SUCCESS", token)
    assert signed == "2314e374a68f398dd96f2dc92a04452a72233273f2c8fd50fe784fd7df630846"


def test_a_hold_is_told_ten_to_fifteen_seconds_later(iyz: Iyzico, ground: Ground) -> None:
    held = iyz.holds()
    assert sent(ground, 9.9) == []
    (notice,) = sent(ground, 5.1)
    told = read(notice)
    assert (told["iyziEventType"], told["status"], told["paymentConversationId"]) == (
        "API_AUTH",
        "SUCCESS",
        "hold-7f3a-1",
    )
    assert told["paymentId"] == told["iyziPaymentId"] == int(held.text("paymentId"))
    assert told["iyziEventTime"] == held["systemTime"]
    assert notice.url == URL
    assert dict(notice.headers)["X-IYZ-SIGNATURE-V3"] == expected(iyz, notice)
    assert sent(ground, 86_400) == []


def test_a_declined_hold_is_told_too(iyz: Iyzico, ground: Ground) -> None:
    iyz.holds(cardNumber="4111111111111129")
    assert [read(one)["status"] for one in sent(ground)] == ["FAILURE"]


def test_three_d_secure_is_told_twice(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    started = iyz.starts_challenge()
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    assert sent(ground, 60) == []
    iyzico_guest.presses(page, "code", "123456")
    ground.bank.advance(2)
    iyz.completes(started["paymentId"])
    told = [(read(one)["iyziEventType"], read(one)["status"]) for one in sent(ground)]
    assert told == [("THREE_DS_CALLBACK", "CALLBACK_THREEDS"), ("THREE_DS_AUTH", "SUCCESS")]


@pytest.mark.parametrize("button", ["code", "cancel"])
def test_a_failure_at_the_banks_page_is_told(iyz: Iyzico, iyzico_guest: Browser, ground: Ground, button: str) -> None:
    started = iyz.starts_challenge(cardNumber="4111111111111129")
    page = iyzico_guest.opens(started.text("threeDSHtmlContent"))
    iyzico_guest.presses(page, button, "123456")
    iyz.completes(started["paymentId"])
    told = [(read(one)["iyziEventType"], read(one)["status"]) for one in sent(ground)]
    last = [("THREE_DS_CALLBACK", "CALLBACK_THREEDS"), ("THREE_DS_AUTH", "FAILURE")]
    assert told == (last if button == "code" else [("THREE_DS_CALLBACK", "FAILURE")])


def test_the_hosted_form_is_told_by_its_token(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    pays(iyzico_guest, form := opens(iyz), number=DEBIT)
    (notice,) = sent(ground)
    told = read(notice)
    assert (told["iyziEventType"], told["token"], told["status"]) == ("CHECKOUT_FORM_AUTH", form["token"], "SUCCESS")
    assert "paymentId" not in told
    assert dict(notice.headers)["X-IYZ-SIGNATURE-V3"] == expected(iyz, notice)


def test_the_other_spelling_of_the_hosted_event(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(webhook_short_name=True)
    pays(iyzico_guest, opens(iyz))
    iyz.holds()
    hosted, direct = sent(ground)
    assert read(hosted)["iyziEventType"] == "CHECKOUTFORM_AUTH"
    assert dict(hosted.headers)["X-IYZ-SIGNATURE-V3"] == expected(iyz, hosted)
    assert read(direct)["iyziEventType"] == "API_AUTH"


def test_it_is_repeated_every_quarter_of_an_hour_three_times_in_all(iyz: Iyzico, ground: Ground) -> None:
    iyz.holds()
    (first,) = sent(ground, 15, 500)
    assert sent(ground, 899) == []
    (second,) = sent(ground, 1, NO_ANSWER)
    (third,) = sent(ground, 900, 404)
    assert first.body == second.body == third.body
    assert sent(ground, 86_400) == []
    assert (ground.notices.all()[0].tries, ground.notices.all()[0].status) == (3, 404)


def test_any_2xx_ends_it(iyz: Iyzico, ground: Ground) -> None:
    iyz.holds()
    sent(ground, 15, 204)
    assert sent(ground, 900) == []


def test_the_older_schedule(iyz: Iyzico, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(webhook_older=True)
    iyz.holds()
    assert sent(ground, 14) == []
    assert len(sent(ground, 1, 204)) == 1
    assert sent(ground, 599) == []
    assert len(sent(ground, 1, 200)) == 1
    assert sent(ground, 86_400) == []


def test_without_an_address_nothing_is_queued(iyz: Iyzico, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(webhook_url="")
    goes_wrong(ground, "duplicate")
    iyz.holds()
    assert ground.notices.all() == []
    assert [one.kind for one in ground.faults.listed()] == ["duplicate"]


def test_unsigned_until_it_is_switched_on(iyz: Iyzico, ground: Ground) -> None:
    ground.ways["iyzico"] = ways(ground)._replace(webhook_signed=False)
    iyz.holds()
    assert dict(sent(ground)[0].headers) == {"Content-Type": "application/json"}


def test_a_duplicate_has_the_same_reference(iyz: Iyzico, ground: Ground) -> None:
    goes_wrong(ground, "duplicate")
    iyz.holds()
    iyz.holds(key="hold-7f3a-8")
    told = sent(ground, 20)
    assert len({read(one)["iyziReferenceCode"] for one in told}) == 2
    assert [read(one)["paymentConversationId"] for one in told].count("hold-7f3a-1") == 2


def test_a_later_event_may_come_first(iyz: Iyzico, iyzico_guest: Browser, ground: Ground) -> None:
    goes_wrong(ground, "out_of_order", seconds=30)
    started = iyz.starts_challenge()
    iyzico_guest.presses(iyzico_guest.opens(started.text("threeDSHtmlContent")), "code", "123456")
    iyz.completes(started["paymentId"])
    assert [read(one)["iyziEventType"] for one in sent(ground, 20)] == ["THREE_DS_AUTH"]
    assert [read(one)["iyziEventType"] for one in sent(ground, 30)] == ["THREE_DS_CALLBACK"]


def test_signatures_that_are_wrong_or_missing(iyz: Iyzico, ground: Ground) -> None:
    goes_wrong(ground, "wrong_signature")
    goes_wrong(ground, "missing_signature")
    for turn in range(3):
        iyz.holds(key=f"hold-{turn}")
    wrong, missing, right = (dict(one.headers).get("X-IYZ-SIGNATURE-V3") for one in sent(ground))
    assert wrong
    assert right
    assert missing is None
    assert wrong != expected(iyz, ground.notices.all()[0])
    assert right == expected(iyz, ground.notices.all()[2])


def test_a_webhook_fault_meets_no_call(iyz: Iyzico, ground: Ground) -> None:
    ground.faults.add(read_fault({"kind": "duplicate"}, AXES))
    stores(iyz)
    assert [one.kind for one in ground.faults.listed()] == ["duplicate"]


def test_captures_and_cancels_are_not_told(iyz: Iyzico, ground: Ground) -> None:
    taken = iyz.holds()["paymentId"]
    sent(ground)
    iyz.captures(taken, "850.5")
    iyz.refunds(taken, "1")
    iyz.cancels(iyz.holds()["paymentId"])
    assert [read(one)["iyziEventType"] for one in sent(ground)] == ["API_AUTH"]


def test_a_reset_forgets_them_while_one_is_under_way(iyz: Iyzico, ground: Ground) -> None:
    iyz.holds()
    ground.bank.advance(15)
    (under_way,) = due_notices(ground)
    ground.reset()
    ground.ways["iyzico"] = ways(ground)._replace(webhook_url=URL)
    iyz.holds()
    delivered(ground, under_way, 200)
    assert [one.tries for one in ground.notices.all()] == [0]
