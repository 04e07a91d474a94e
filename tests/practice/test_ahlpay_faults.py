"""What the practice AHL Pay does wrong on purpose (§13.14)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.practice.bank import Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.memory import recall, remember
from tests.practice.ahlpay_client import ORDER, AhlPay, ahlpay_in_memory
from tests.practice.clients import Answer

HOLD = "/api/Payment/PreAuth"


@pytest.mark.parametrize(
    ("kind", "way", "status", "placed"),
    [
        ("lose_answer", "drop", 0, 1),
        ("drop_before", "drop", 0, 0),
        ("truncate", "truncate", 200, 1),
        ("delay", "send", 200, 1),
        ("status", "send", 502, 0),
        ("empty_status", "send", 502, 0),
        ("html_200", "send", 200, 0),
        ("http_400", "send", 400, 1),
        ("rate_limit", "send", 429, 0),
    ],
)
def test_answers_that_travel_badly(ahl: AhlPay, ground: Ground, kind: str, way: str, status: int, placed: int) -> None:
    ahl.logs_in()
    executes = kind not in ("drop_before", "status", "empty_status", "html_200")
    ground.faults.add(Fault(kind, "ahlpay", "place", delay=0.5, executes=executes))
    answer = ahl.sends(HOLD, ahl.hashed(ahl.order()))
    assert (answer.way, answer.status, answer.delay) == (way, status, 0.5)
    assert ground.bank.executions["ahlpay", "place"] == placed
    assert bool(answer.body) is (kind not in ("lose_answer", "drop_before", "empty_status", "rate_limit"))


def test_a_port_that_is_closed(ahl: AhlPay, ground: Ground) -> None:
    ahl.logs_in()
    ground.faults.add(Fault("down", "ahlpay", left=None))
    assert ahl.sends(HOLD, {}).way == "refuse"


def test_a_token_that_ran_out_meets_no_fault(ahl: AhlPay, ground: Ground) -> None:
    ahl.logs_in()
    ground.faults.add(Fault("lose_answer", "ahlpay", "place"))
    ground.bank.advance(600)
    assert ahl.sends(HOLD, ahl.hashed(ahl.order())).status == 401
    assert ground.bank.requests["ahlpay", "place"] == 0
    ahl.logs_in()
    assert ahl.sends(HOLD, ahl.hashed(ahl.order())).way == "drop"


def test_a_server_error_in_html(ahl: AhlPay, ground: Ground) -> None:
    ground.faults.add(Fault("status", "ahlpay", "capture", status=500, executes=False))
    ahl.logs_in()
    answer = ahl.sends("/api/Payment/PostAuth", {})
    assert (answer.status, answer.content_type) == (500, "text/html; charset=utf-8")


def test_a_list_where_an_object_belongs(ahl: AhlPay, ground: Ground) -> None:
    ahl.logs_in()
    ground.faults.add(Fault("data_list", "ahlpay", left=3))
    assert ahl.holds().rows("data")[0]["orderId"] == ORDER
    assert ahl.asks().rows("data")[0]["txnStatus"] == "PREAUTH"
    assert ahl.voids().rows("data") == []
    assert ahl.asks().part("data")["txnStatus"] == "VOID"


def test_fields_and_words_that_nobody_knows(ahl: AhlPay, ground: Ground) -> None:
    ahl.holds()
    ground.faults.add(Fault("unknown_words", "ahlpay", "inquire"))
    told = ahl.asks()
    assert (told.part("data")["txnStatus"], told["traceLevel"]) == ("SETTLED", 3)
    assert told.part("data")["loyalty"] == {"tier": "GOLD"}
    assert ahl.status() == "PREAUTH"


def test_an_inquiry_that_finds_nothing_at_first(ahl: AhlPay, ground: Ground) -> None:
    ahl.holds()
    ground.faults.add(Fault("not_found", "ahlpay", "inquire", left=2))
    assert [ahl.status() for _ in range(3)] == ["AH404", "AH404", "PREAUTH"]


def test_a_change_that_look_ups_see_late(ahl: AhlPay, ground: Ground) -> None:
    ground.faults.add(Fault("visibility_lag", "ahlpay", "place", lag=30.0))
    ahl.holds()
    assert (ahl.status(), ahl.days()) == ("AH404", [])
    ground.bank.advance(30)
    assert (ahl.status(), len(ahl.days())) == ("PREAUTH", 1)


@pytest.mark.parametrize("operation", ["place", "sale", "init", "capture", "release", "refund"])
def test_the_bank_declines_any_step(ahl: AhlPay, ground: Ground, operation: str) -> None:
    if operation in ("capture", "release", "refund"):
        code = ahl.holds().part("data")["authCode"]
        if operation == "refund":
            ahl.captures(code, "150000")
    ground.faults.add(Fault("decline", "ahlpay", operation, code="61"))
    steps: dict[str, Callable[[], Answer]] = {
        "place": ahl.holds,
        "sale": ahl.sells,
        "init": ahl.starts_challenge,
        "capture": lambda: ahl.captures(code, "150000"),
        "release": ahl.voids,
        "refund": lambda: ahl.refunds("1000"),
    }
    refused = steps[operation]()
    assert (refused["isSuccess"], refused["errorCode"], refused["message"]) == (False, "61", "Kart limiti aşıldı.")


def test_another_story_in_a_good_envelope(ahl: AhlPay, ground: Ground) -> None:
    for kind in ("wrong_amount", "wrong_currency", "wrong_id"):
        ground.faults.add(Fault(kind, "ahlpay", "inquire"))
    ahl.holds()
    assert [ahl.asks().part("data")["totalAmount"] for _ in range(1)] == ["150100"]
    assert ahl.asks().part("data")["currency"] == "978"
    assert ahl.asks().part("data")["orderId"] != ORDER
    ground.faults.add(Fault("wrong_signature", "ahlpay", "inquire"))
    assert len(str(ahl.asks().part("data")["responseHash"])) == 128


def test_a_login_that_names_another_merchant(ahl: AhlPay, ground: Ground) -> None:
    ground.faults.add(Fault("wrong_id", "ahlpay", "login"))
    assert ahl.logs_in().part("data")["merchantId"] == 900452
    assert ahl.logs_in().part("data")["merchantId"] == 900451


def test_a_refund_that_fails_inside_a_success(ahl: AhlPay, ground: Ground) -> None:
    ahl.captures(ahl.holds().part("data")["authCode"], "150000")
    ground.faults.add(Fault("refund_failure_200", "ahlpay", "refund"))
    failed = ahl.refunds("1000")
    assert (failed["isSuccess"], failed.part("data")["responseCode"]) == (True, "05")
    assert ahl.status() == "POSTAUTH"


def test_a_hold_that_is_placed_later(ahl: AhlPay, ground: Ground) -> None:
    ahl.logs_in()
    ground.faults.add(Fault("executes_later", "ahlpay", "place", seconds=900.0, executes=False))
    assert ahl.sends(HOLD, ahl.hashed(ahl.order())).way == "drop"
    assert ahl.status() == "AH404"
    ground.bank.advance(900)
    ahl.logs_in()
    assert ahl.status() == "PREAUTH"


def test_order_numbers_stay_used_between_two_runs(ahl: AhlPay, ground: Ground, tmp_path: Path) -> None:
    ahl.sends(HOLD, ahl.hashed(ahl.order(cardNumber="4155650000000999")))
    code = ahl.holds(orderId="b").part("data")["authCode"]
    remember(ground, tmp_path / "bank.json")
    assert "4155650000000007" not in (tmp_path / "bank.json").read_text("utf-8")
    later = new_ground(Bank(clock=ground.bank.now))
    assert recall(later, tmp_path / "bank.json")
    desk = ahlpay_in_memory(later)
    assert desk.holds()["errorCode"] == desk.holds(orderId="b")["errorCode"] == "AH409"
    assert desk.captures(code, "150000", "b")["isSuccess"]
    assert json.loads((tmp_path / "bank.json").read_text("utf-8"))["format"] == 1
