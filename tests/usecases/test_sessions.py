"""The login comes before an attempt begins; a 401 is repeated once under the same key, and both sends are told (rule
6)."""

import json
from pathlib import Path

import pytest

from frontdesk.domain.gateway import WireRequest
from frontdesk.practice.exchange import Response
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.place_hold import place_hold
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank

LOGIN = {"ahlpay": "/api/Security/AuthenticationMerchant", "oduyo": "/ws/login"}
MONEY = {"ahlpay": "/api/Payment/PreAuth", "oduyo": "/gateway/payment_3d"}
HOUR = 3600


def _places(clerk: Counter) -> str:
    outcome = clerk.charges_deposit("5.000,00") if clerk.gateway == "oduyo" else clerk.places_hold("5.000,00")
    return outcome.result if not outcome.problem else outcome.problem


def _logins(clerk: Counter) -> int:
    return sum(path.endswith(LOGIN[clerk.gateway]) for _, path in clerk.line.sent)


def _answers(clerk: Counter, path: str, status: int, body: bytes, times: int = 1) -> None:
    """The next answers to requests for `path` are these, whatever the gateway said."""
    left = [times]

    def tampered(request: WireRequest, answer: Response) -> Response:
        if request.target.endswith(path) and left[0]:
            left[0] -= 1
            return Response(status, body, content_type="application/json")
        return answer

    clerk.line.tampers = tampered


def test_rule_6_the_login_comes_first_and_once(with_session: Counter) -> None:
    clerk = with_session
    _places(clerk)
    assert clerk.line.sent[0][1].endswith(LOGIN[clerk.gateway])
    _places(clerk)
    assert _logins(clerk) == 1


def test_rule_6_the_session_is_renewed_before_the_next_attempt(with_session: Counter) -> None:
    clerk = with_session
    _places(clerk)
    clerk.clock.moves_to(clerk.clock.time() + 2 * HOUR)
    _places(clerk)
    assert _logins(clerk) == 2


def test_rule_6_where_the_login_never_leaves_nothing_is_begun(with_session: Counter) -> None:
    clerk = with_session
    clerk.line.is_cut = True
    assert _places(clerk) == "not_sent"
    assert clerk.all_holds() == ()


@pytest.mark.parametrize("fault", ["lose_answer", "hang", "garbage", "status"])
def test_rule_6_where_the_login_is_unclear_nothing_is_begun(with_session: Counter, fault: str) -> None:
    clerk = with_session
    clerk.bank_does(fault, "login")
    assert _places(clerk) == "bank_not_reached"
    assert clerk.all_holds() == ()
    assert _places(clerk) in {"done", "challenge"}


def test_rule_6_wrong_keys_begin_nothing_and_say_so(tmp_path: Path) -> None:
    for gateway in LOGIN:
        clerk = Counter(tmp_path / gateway, gateway, settings={"password": "not the one"})
        assert _places(clerk) == "wrong_keys"
        assert clerk.all_holds() == ()
        assert_ledger_equals_bank(clerk)


def test_two_verbs_at_once_log_in_once(with_session: Counter) -> None:
    clerk = with_session
    verb = charge_deposit if clerk.gateway == "oduyo" else place_hold
    first, second = (
        clerk.starts(verb(clerk.desk, clerk.a_wish(amount), clerk.next_card())) for amount in ("5.000,00", "700,00")
    )
    while first.goes_on() | second.goes_on():
        pass
    assert _logins(clerk) == 1
    assert len(clerk.all_holds()) == 2


def test_a_question_logs_in_too(with_session: Counter) -> None:
    clerk = with_session
    _places(clerk)
    clerk.crashes()
    clerk.asks(1)
    assert _logins(clerk) == 2


def test_rule_9_an_attempt_counts_from_its_sending_and_not_from_its_login(at_ahlpay: Counter) -> None:
    clerk = at_ahlpay
    _places(clerk)
    clerk.clock.moves_to(clerk.clock.time() + 2 * HOUR)

    def slow(_request: WireRequest, answer: Response) -> Response:
        clerk.clock.moves_to(clerk.clock.time() + 50)
        return answer

    clerk.line.tampers = slow
    clicked = clerk.clock.now()
    clerk.captures("1.200,00")
    assert clerk.ledger.attempts_of(clerk.hold_id)[-1].begun_at == clicked + 50


def test_rule_6_a_session_that_ends_while_the_card_is_looked_up_is_renewed_before_the_attempt(
    at_oduyo: Counter,
) -> None:
    clerk = at_oduyo
    clerk.desk.accounts = {"oduyo": clerk.desk.accounts["oduyo"]}
    _places(clerk)
    logins_with: list[int] = []

    def ends(request: WireRequest, answer: Response) -> Response:
        if request.target.endswith("/get_installments"):
            return Response(
                401, '{"status":false,"message":"Yetkisiz erişim"}'.encode(), content_type="application/json"
            )
        if request.target == LOGIN["oduyo"]:
            logins_with.append(len(clerk.all_holds()))
            return Response(500, b"", content_type="application/json") if len(logins_with) == 1 else answer
        return answer

    clerk.line.tampers = ends
    assert clerk.charges_deposit("500,00", currency="USD").result == "challenge"
    assert logins_with == [1, 1]


def test_rule_6_a_401_is_repeated_once_under_the_same_key_and_both_sends_are_told(at_ahlpay: Counter) -> None:
    clerk = at_ahlpay
    _places(clerk)
    clerk.ground.states["ahlpay"] = clerk.ground.dialects["ahlpay"].new_state()  # the gateway forgets every session
    clerk.captures("1.200,00")
    assert clerk.states() == ["place approved", "capture approved"]
    facts = json.loads(clerk.ledger.journal_of(clerk.hold_id)[-1].facts)
    assert facts["sends"] == "2"
    assert clerk.executed("capture") == 1
    assert _logins(clerk) == 2


def test_rule_6_a_second_401_is_a_refusal(at_oduyo: Counter) -> None:
    clerk = at_oduyo
    _places(clerk)
    _answers(clerk, "/gateway/payment_3d", 401, '{"status":false,"message":"Yetkisiz erişim"}'.encode(), times=2)
    assert _places(clerk) == "wrong_keys"
    assert clerk.hold().state == "declined"
    facts = json.loads(clerk.ledger.journal_of(clerk.hold_id)[-1].facts)
    assert facts["sends"] == "2"


def test_an_account_with_keys_alone_never_logs_in(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    assert len(clerk.line.sent) == 1
