"""The practice Ödüyo as a whole: spellings, secrecy, memory, and a deposit over real HTTP (Ödüyo notes §3, §15)."""

import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

from frontdesk.practice import control
from frontdesk.practice.bank import Bank
from frontdesk.practice.dialects import new_ground
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.memory import recall, remember
from frontdesk.practice.oduyo.switches import ways_of
from frontdesk.practice.server import start
from tests.practice.clients import Browser, parsed
from tests.practice.oduyo_client import Oduyo, oduyo_in_memory

NUMBER, CVC = "4111111111111111", "737"


def sets(ground: Ground, **ways: object) -> Response:
    body = json.dumps({"oduyo": ways}).encode()
    return control.handle(ground, Request("POST", "/settings", {}, body))


def test_the_switches_are_set_over_the_control_address(ground: Ground) -> None:
    told = parsed(sets(ground, partial_refund_field="price", session_minutes=5)).part("settings")
    own = told["oduyo"]
    assert isinstance(own, dict)
    assert (own["partial_refund_field"], own["session_minutes"]) == ("price", 5)
    assert sets(ground, session_minutes="five").status == 400
    assert ways_of(ground).session_minutes == 5


def test_data_may_be_a_list_of_one(ground: Ground, odu: Oduyo) -> None:
    sets(ground, data_as_list=True)
    (data,) = odu.starts().rows("data")
    assert data["pos_alias"] == "garanti-1"
    (status,) = odu.call("gateway/local_status", {"payment_id": data["payment_id"]}).rows("data")
    assert status == {"callback_status": None, "complete_status": "waiting"}
    assert odu.asks_to_log_in().part("data")


def test_numbers_and_booleans_may_be_texts(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    sets(ground, numbers_as_text=True, booleans="text")
    started = odu.starts()
    assert str(started["payment_id"]).isdigit()
    oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    done = odu.confirms(started["payment_id"])
    assert (done["result"], done["installment_count"], done["payment_id"]) == ("1", "1", started["payment_id"])
    assert odu.confirms(started["payment_id"])["result"] == "0"
    sets(ground, booleans="number", numbers_as_text=False)
    assert odu.asks_to_log_in()["status"] == 1
    assert odu.confirms(started["payment_id"])["result"] == 0


def test_the_payment_id_of_a_return_may_have_a_space(ground: Ground, odu: Oduyo, oduyo_guest: Browser) -> None:
    paid = odu.charges(oduyo_guest)
    sets(ground, spaced_payment_id=True)
    done = odu.cancels(paid)
    assert done["payment id"] == paid
    assert "payment_id" not in done.body


def test_number_and_cvv_are_in_the_form_and_nowhere_else(
    ground: Ground, odu: Oduyo, oduyo_guest: Browser, tmp_path: Path
) -> None:
    card = {"holder_name": "D", "number": NUMBER, "expiry_month": "03", "expiry_year": "2044", "cvc": CVC}
    started = odu.starts(card=card)
    pages = oduyo_guest.presses(oduyo_guest.opens(started.text("html_form")), "code", "123456")
    remember(ground, tmp_path / "bank.json")
    seen = [
        repr(started.body.keys()),
        repr(pages),
        (tmp_path / "bank.json").read_text("utf-8"),
        repr(list(ground.bank.all())) + repr(ground.challenges.all()) + repr(vars(ground.states["oduyo"])),
        repr(odu.rows()),
        *(control.handle(ground, Request("GET", path, {})).body.decode() for path in ("/", "/bank", "/settings")),
    ]
    assert not [text for text in seen if NUMBER in text or f'"{CVC}"' in text or f"'{CVC}'" in text]


def test_yesterdays_deposit_can_be_returned(ground: Ground, odu: Oduyo, oduyo_guest: Browser, tmp_path: Path) -> None:
    paid = odu.charges(oduyo_guest)
    row = odu.rows()[0]
    remember(ground, tmp_path / "bank.json")
    later = new_ground(Bank(clock=ground.bank.now))
    assert recall(later, tmp_path / "bank.json")
    desk = oduyo_in_memory(later)
    assert desk.rows()[0] == row
    assert desk.refunds(paid)["result"] is True


def test_a_port_that_is_down_refuses(ground: Ground, odu: Oduyo) -> None:
    ground.faults.add(Fault("down", "oduyo", left=None))
    assert odu.sends("gateway/local_status", {}).way == "refuse"


def test_a_deposit_over_real_http() -> None:
    with start() as practice:
        account = practice.accounts["oduyo"]

        def send(request: Request) -> Response:
            line = http.client.HTTPConnection(urlsplit(account["base_url"]).netloc, timeout=20)
            try:
                line.request(request.method, request.target, request.body or None, dict(request.headers))
                answer = line.getresponse()
                return Response(answer.status, answer.read(), headers=tuple(answer.getheaders()))
            finally:
                line.close()

        desk = Oduyo(account, send)
        assert account["base_url"].endswith("/api/v1")
        paid = desk.charges(Browser())
        assert desk.status(paid) == ("completed", "completed")
        assert desk.cancels(paid)["result"] is True
        assert desk.status(paid) == ("completed", "cancelled")
        assert [one.state for one in practice.bank.all("oduyo")] == ["refunded"]
        assert desk.sends("gateway/local_status", {}, authorization="old").status == 401
