"""The control address: the bank's own account of things, faults, settings, the clock, reset."""

import json

import pytest

from frontdesk.practice import control
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from tests.practice.clients import Answer, Browser, Iyzico, Oderopay, parsed


def tells(ground: Ground, method: str, path: str, body: object = None) -> Answer:
    raw = b"" if body is None else json.dumps(body).encode()
    return parsed(control.handle(ground, Request(method, path, {}, raw)))


def test_the_bank_tells_what_it_did(ground: Ground, iyz: Iyzico, odero: Oderopay) -> None:
    held = iyz.holds(key="hold-7f3a-1")
    iyz.captures(held["paymentId"], "850.5", "cap-1")
    iyz.refunds(held["paymentId"], "200", "ref-1")
    iyz.refunds(held["paymentId"], "0.5", "ref-2")
    odero.gives_back(odero.holds()["id"])
    odero.holds(cardNumber="4102090000000000")
    told = tells(ground, "GET", "/bank")
    first, second, third = told.rows("authorisations")
    assert first["payment_id"] == held["paymentId"]
    assert (first["account"], first["key"], first["state"]) == ("iyzico", "hold-7f3a-1", "captured")
    assert (first["amount"], first["currency"], first["card"]) == (150000, "TRY", "552879******0008")
    assert first["executed"] == {"place": 1, "capture": 1, "release": 0, "refund": 2}
    assert isinstance(first["refunds"], list)
    assert [(one["amount"], one["key"], one["executed"]) for one in first["refunds"]] == [
        (20000, "ref-1", 1),
        (50, "ref-2", 1),
    ]
    assert (second["state"], second["executed"]) == (
        "released",
        {"place": 1, "capture": 0, "release": 1, "refund": 0},
    )
    assert (third["state"], third["error"]) == ("refused", {"code": "10051", "group": "NOT_SUFFICIENT_FUNDS"})
    assert told.part("executed")["iyzico"] == {"capture": 1, "place": 1, "refund": 2}
    assert told.part("requests")["oderopay"] == {"place": 2, "release": 1}


def test_no_card_number_is_kept_anywhere(ground: Ground, iyz: Iyzico) -> None:
    iyz.holds()
    iyz.starts_challenge()
    seen = (
        json.dumps(tells(ground, "GET", "/bank").body) + repr(list(ground.bank.all())) + repr(ground.challenges.all())
    )
    assert "5528790000000008" not in seen


def test_faults_are_posted_listed_and_lifted(ground: Ground) -> None:
    wanted = {"account": "iyzico", "operation": "capture", "times": 2, "kind": "lose_answer"}
    answer = tells(ground, "POST", "/faults", [wanted, {"kind": "challenge", "return": "303"}])
    assert [one["kind"] for one in answer.rows("faults")] == ["lose_answer", "challenge"]
    assert answer.rows("faults")[0]["times"] == 2
    assert tells(ground, "GET", "/faults").rows("faults") == answer.rows("faults")
    assert tells(ground, "DELETE", "/faults").rows("faults") == []
    tells(ground, "POST", "/faults", wanted)
    assert tells(ground, "POST", "/faults", {"clear": True}).rows("faults") == []


def test_a_scenario_reaches_the_next_challenge_only(ground: Ground, odero: Oderopay, odero_guest: Browser) -> None:
    tells(ground, "POST", "/faults", {"kind": "challenge", "flow": "frictionless", "times": 1})
    assert odero_guest.opens(odero.starts_challenge().text("htmlContent")).form
    assert odero_guest.opens(odero.starts_challenge().text("htmlContent")).asks_for_code()


def test_the_clock_is_moved_and_set(ground: Ground, iyz: Iyzico) -> None:
    iyz.holds()
    assert tells(ground, "POST", "/clock", {"advance": 86400})["now"] == "2026-06-13T09:00:00.000+00:00"
    assert tells(ground, "POST", "/clock", {"now": "2026-08-01T10:00:00"})["now"] == "2026-08-01T10:00:00.000+00:00"
    assert tells(ground, "GET", "/bank").rows("authorisations")[0]["state"] == "lapsed"
    later = tells(ground, "POST", "/clock", {"now": "2026-08-01T15:00:00+03:00"})
    assert later["now"] == "2026-08-01T12:00:00.000+00:00"


def test_settings_change_what_is_named(ground: Ground, iyz: Iyzico) -> None:
    held = iyz.holds()["paymentId"]
    answer = tells(ground, "POST", "/settings", {"margin_percent": 0, "merchant": "Deneme Oto Kiralama"})
    assert answer.part("settings")["margin_percent"] == 0
    assert iyz.captures(held, "1500.01")["errorCode"] == "10248"
    tells(ground, "POST", "/settings", {"lapse_days": 1})
    tells(ground, "POST", "/clock", {"advance": 90_000})
    assert iyz.captures(held, "1500")["errorCode"] == "5082"


def test_a_gateways_own_settings_stand_under_its_name(ground: Ground) -> None:
    answer = tells(
        ground, "POST", "/settings", {"iyzico": {"webhook_url": "http://127.0.0.1:9/"}, "merchant": "Deneme"}
    )
    own = answer.part("settings")["iyzico"]
    assert isinstance(own, dict)
    assert (own["webhook_url"], own["report_rows"]) == ("http://127.0.0.1:9/", 100)
    wrongs: list[dict[str, object]] = [{"webhook": ""}, {"webhook_signed": 1}]
    for wrong in (*wrongs, []):
        assert tells(ground, "POST", "/settings", {"iyzico": wrong}).status == 400
    tells(ground, "POST", "/reset")
    assert tells(ground, "GET", "/settings").part("settings")["iyzico"] != own


def test_reset_forgets_all_but_the_keys(ground: Ground, iyz: Iyzico) -> None:
    first = iyz.holds()["paymentId"]
    iyz.starts_challenge()
    tells(ground, "POST", "/clock", {"advance": 86400})
    tells(ground, "POST", "/faults", {"kind": "hang"})
    tells(ground, "POST", "/settings", {"half_threeds": True})
    answer = tells(ground, "POST", "/reset")
    assert answer["now"] == "2026-06-12T09:00:00.000+00:00"
    assert (answer["faults"], answer.part("settings")["half_threeds"]) == ([], False)
    told = tells(ground, "GET", "/bank")
    assert (told["authorisations"], told["challenges"], told["requests"]) == ([], [], {})
    assert iyz.asks(paymentId=first)["errorCode"] == "5087"
    assert iyz.holds()["paymentId"] != first


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/faults", {"kind": "sabotage"}),
        ("/faults", [{"kind": "hang"}, {"kind": "hang", "account": "elsewhere"}]),
        ("/settings", {"merchant": "Yarım Otel", "margin_percent": "much"}),
        ("/faults", 7),
        ("/settings", {"margin": 1}),
        ("/settings", {"margin_percent": "much"}),
        ("/settings", []),
        ("/clock", {}),
        ("/clock", {"now": "tomorrow"}),
        ("/clock", {"advance": "soon"}),
    ],
)
def test_what_cannot_be_understood_is_said(ground: Ground, path: str, body: object) -> None:
    answer = tells(ground, "POST", path, body)
    assert answer.status == 400
    assert answer.text("problem")


def test_unknown_routes_and_broken_json(ground: Ground) -> None:
    assert tells(ground, "GET", "/elsewhere").status == 404
    assert parsed(control.handle(ground, Request("POST", "/faults", {}, b"{"))).status == 400
    assert "accounts" in tells(ground, "GET", "/").body
