"""One set of promises, run over every gateway: what is clearly yes is Approved, what is clearly no is Refused, the
rest Unknown."""

import json

import pytest

from frontdesk.domain.abilities import Margin
from frontdesk.domain.gateway import (
    Approved,
    CardFacts,
    Challenge,
    Found,
    NotSent,
    Refused,
    ReturnedPage,
    Unknown,
    WireResponse,
)
from tests.gateways.dialects import DIALECTS, MONEY_VERBS
from tests.gateways.samples import answer, card, lira, order, replay
from tests.kit.in_memory import run_in_memory

BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
EVERY = (*MONEY_VERBS, "inquire", "bin")
PHASES = {
    "place": "held",
    "sale": "charged",
    "complete": "held",
    "capture": "captured",
    "release": "released",
    "refund": "refunded",
    "cancel": "refunded",
}

every_dialect = pytest.mark.parametrize("name", sorted(BY_NAME))
every_verb = pytest.mark.parametrize("verb", EVERY)
money_verb = pytest.mark.parametrize("verb", MONEY_VERBS)


@every_dialect
@pytest.mark.parametrize("verb", sorted(PHASES))
def test_a_clear_yes_is_approved_with_the_sum_of_the_order(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), dialect.bank(verb))
    assert isinstance(told, Approved), told
    assert told.phase == PHASES[verb]
    assert told.amount == (lira(85_050) if verb == "capture" else dialect.held.amount)
    assert told.payment_id == dialect.held.payment_id
    assert not told.as_sent


@every_dialect
def test_a_bank_page_is_a_challenge(name: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin("start"), dialect.bank("start"))
    assert isinstance(told, Challenge)
    assert told.html == "<!doctype html><html></html>"
    assert told.base_url == dialect.gateway.base_url
    assert told.html not in repr(told)


@every_dialect
def test_asking_finds_what_is_held(name: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin("inquire"), dialect.bank("inquire"))
    assert isinstance(told, Found)
    assert (told.state, told.payment_id, told.amount) == ("held", dialect.held.payment_id, dialect.held.amount)


@every_dialect
def test_the_bank_of_a_card_is_looked_up(name: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin("bin"), dialect.bank("bin"))
    assert isinstance(told, CardFacts)
    assert (told.kind, told.bank, told.domestic) == ("credit", "Halk Bankası", True)


@every_dialect
@pytest.mark.parametrize("verb", [verb for verb in MONEY_VERBS if verb not in {"start", "cancel"}])
@pytest.mark.parametrize("told_sum", [1500.01, 1, 0, 150000, 1500.001, -1500, "much", True, [], None])
def test_another_sum_than_the_order_is_never_a_yes(name: str, verb: str, told_sum: object) -> None:
    dialect = BY_NAME[name]
    if name == "oderopay" and verb == "capture" and told_sum is None:
        return  # the one answer whose sum the note leaves open: see test_oderopay
    told = run_in_memory(dialect.begin(verb), dialect.bank(verb, {dialect.sum_field[verb]: told_sum}))
    assert isinstance(told, Unknown), told


@every_dialect
@pytest.mark.parametrize("verb", sorted(PHASES))
@pytest.mark.parametrize(
    "change",
    [{"currency": "USD"}, {"currency": 949}, {"conversationId": "another"}],
    ids=["currency", "currency number", "key"],
)
def test_another_currency_or_key_is_a_mismatch(name: str, verb: str, change: dict[str, object]) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), dialect.bank(verb, change))
    assert isinstance(told, Unknown), told
    assert told.problem in {"mismatch", "answer_unreadable"}


@every_dialect
@pytest.mark.parametrize("verb", ["complete", "capture", "release", "refund", "cancel", "inquire"])
@pytest.mark.parametrize("told_id", [99999, "99999", 0, -1, "", "7001/../refunds", None, {}])
def test_another_payment_is_a_mismatch(name: str, verb: str, told_id: object) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), dialect.bank(verb, {dialect.id_field[verb]: told_id}))
    assert isinstance(told, Unknown), told


@every_dialect
@every_verb
@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (301, "redirected"),
        (307, "redirected"),
        (308, "redirected"),
        (408, "gateway_unclear"),
        (409, "gateway_unclear"),
        (425, "gateway_unclear"),
        (429, "too_many_requests"),
        (500, "server_error"),
        (502, "server_error"),
        (503, "server_error"),
        (504, "server_error"),
        (101, "answer_unreadable"),
    ],
)
def test_no_status_that_may_follow_execution_is_judged(name: str, verb: str, status: int, problem: str) -> None:
    """Not even when its body reads like a yes or a no (money-safety rule 2)."""
    dialect = BY_NAME[name]
    assert run_in_memory(dialect.begin(verb), dialect.bank(verb, None, status)) == Unknown(problem)
    refusal = dialect.refusal("10051", "NOT_SUFFICIENT_FUNDS", status)
    assert run_in_memory(dialect.begin(verb), replay(refusal)) == Unknown(problem)


@every_dialect
@every_verb
@pytest.mark.parametrize(
    ("told", "wait"), [("30", 30), ("999999999", 0), ("86400", 3600), ("Sat, 21 Nov", 0), ("-1", 0)]
)
def test_retry_after_is_passed_on(name: str, verb: str, told: str, wait: int) -> None:
    dialect = BY_NAME[name]
    response = answer("<html>busy</html>", 503, retry_after=told)
    assert run_in_memory(dialect.begin(verb), replay(response)) == Unknown("server_error", retry_after=wait)


@every_dialect
@every_verb
@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "<html>Hotel Wi-Fi: please log in</html>",
        "[]",
        "null",
        '"success"',
        "1e5",
        '{"status":"success"',
        '{"status":"success","status":"success"}',
        '{"data":{"id":NaN}}',
        '{"status":"success","price":Infinity}',
        '{"a":' * 30_000,
        "[" * 900_000,
        '{"price":' + "9" * 5000 + "}",
        "\ufeff{}",
        "{}",
        '{"status":"maybe"}',
        '{"data":[]}',
        '{"errors":"no"}',
    ],
    ids=lambda text: text[:24],
)
def test_nonsense_is_unreadable(name: str, verb: str, nonsense: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), replay(answer(nonsense)))
    assert told == Unknown("answer_unreadable")


@every_dialect
@every_verb
def test_bytes_that_are_no_text_are_unreadable(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), replay(WireResponse(200, {}, b"\xff\xfe\x00{")))
    assert told == Unknown("answer_unreadable")


@every_dialect
@every_verb
@pytest.mark.parametrize("status", [400, 403, 404, 422])
def test_a_yes_under_a_no_is_unclear(name: str, verb: str, status: int) -> None:
    dialect = BY_NAME[name]
    if verb == "inquire" and name == "oderopay" and status == 404:
        return  # an unknown path: the report is asked instead
    assert run_in_memory(dialect.begin(verb), dialect.bank(verb, None, status)) == Unknown("gateway_unclear")


@every_dialect
@money_verb
@pytest.mark.parametrize("status", [200, 400, 422])
@pytest.mark.parametrize(
    ("code", "group", "problem"),
    [
        ("10051", "NOT_SUFFICIENT_FUNDS", "not_enough_limit"),
        ("10005", "DO_NOT_HONOUR", "bank_declined"),
        ("10043", "STOLEN_CARD", "card_must_be_kept"),
        ("10084", "INVALID_CVC2", "wrong_cvv"),
        ("10093", "RESTRICTED_BY_LAW", "closed_to_ecommerce"),
        ("10223", "REQUIRES_DAY_END", "after_day_end"),
    ],
)
def test_a_listed_refusal_is_a_clear_no(name: str, verb: str, status: int, code: str, group: str, problem: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), replay(dialect.refusal(code, group, status)))
    assert told == Refused(problem, code, group)


@every_dialect
@pytest.mark.parametrize("verb", [verb for verb in MONEY_VERBS if verb != "start"])
@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("10214", "COMMUNICATION_OR_SYSTEM_ERROR"),
        ("10219", "REQUEST_TIMEOUT"),
        ("10228", "ISSUER_OR_SWITCH_INOPERATIVE"),
        ("10200", "UNKNOWN"),
        ("10204", "UNKNOWN"),
        ("10203", "APPROVED_COMPLETED"),
        ("10230", "REQUEST_BLOCKED_BY_BANK"),
        ("10999", "A_GROUP_OF_TOMORROW"),
        ("19999", ""),
        ("", ""),
        ("abc", ""),
    ],
)
def test_a_failure_that_the_note_does_not_list_is_unclear(name: str, verb: str, code: str, group: str) -> None:
    dialect = BY_NAME[name]
    told = run_in_memory(dialect.begin(verb), replay(dialect.refusal(code, group, 200)))
    assert told == Unknown("gateway_unclear", code)


@every_dialect
@every_verb
def test_too_many_requests_is_unclear(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    refusal = {"iyzico": ("50000", ""), "oderopay": ("10260", "TOO_MANY_REQUESTS")}[name]
    told = run_in_memory(dialect.begin(verb), replay(dialect.refusal(*refusal, 200)))
    assert told == Unknown("too_many_requests", refusal[0])


@every_dialect
@pytest.mark.parametrize("verb", [*MONEY_VERBS, "bin"])
def test_wrong_keys_are_named(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    code, status = {"iyzico": ("1000", 200), "oderopay": ("1003", 401)}[name]
    assert run_in_memory(dialect.begin(verb), replay(dialect.refusal(code, "", status))) == Refused("wrong_keys", code)


@every_dialect
@pytest.mark.parametrize("verb", ["inquire", "complete", "capture", "release", "refund"])
def test_not_found_of_a_known_payment_is_asked_about(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    code, status = {"iyzico": ("5087", 200), "oderopay": ("9001", 404)}[name]
    told = run_in_memory(dialect.begin(verb), lambda _request: dialect.refusal(code, "", status))
    if verb == "inquire":
        # The second question of iyzico is answered in another shape; see test_iyzico_inquiry.
        assert isinstance(told, Unknown) if name == "iyzico" else told == Found("not_found")
    else:
        assert told == Unknown("in_progress", code)


@every_dialect
@every_verb
def test_card_and_keys_stand_where_they_must_and_nowhere_else(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    seen = []

    def handle(request: object) -> Unknown:
        seen.append(request)
        return Unknown("no_answer")

    run_in_memory(dialect.begin(verb), handle)
    shown = repr(seen)
    for secret in (card().number, "ExampleSecret", "sk-Deniz", "ak-otel", "ExampleApiKey", "11111111110"):
        assert secret not in shown
    for secret in ("ExampleSecret", "sk-Deniz", "ak-otel", "ExampleApiKey"):
        assert secret not in repr(dialect.gateway) + repr(vars(dialect.gateway))


@every_dialect
@money_verb
def test_bodies_hold_no_empty_text_and_no_null(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    request = next(dialect.begin(verb))
    assert request.method == "POST"
    assert dict(request.headers)["Content-Type"] == "application/json"

    def check(value: object) -> None:
        assert value is not None
        assert value != ""
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(json.loads(request.body))


@every_dialect
def test_the_unknown_fields_of_a_buyer_are_left_out(name: str) -> None:
    empty = order().buyer._replace(phone="", email="", postcode="", ip="", identity="")
    request = next(BY_NAME[name].gateway.place(order(buyer=empty, reference="")))
    assert b'""' not in request.body
    assert b"gsmNumber" not in request.body


@every_dialect
@every_verb
def test_what_never_left_is_not_sent_only_at_the_first_step(name: str, verb: str) -> None:
    dialect = BY_NAME[name]
    assert run_in_memory(dialect.begin(verb), lambda _request: NotSent()) == NotSent()
    good, steps = dialect.bank(verb), iter(range(99))
    told = run_in_memory(dialect.begin(verb), lambda request: NotSent() if next(steps) else good(request))
    assert told == Unknown("line_cut") or next(steps) == 1


@every_dialect
def test_abilities_are_whole(name: str) -> None:
    abilities = BY_NAME[name].gateway.abilities
    assert abilities.holds
    assert abilities.completes
    assert abilities.limit == 150
    assert abilities.margin == Margin()
    assert "TRY" in abilities.currencies
    assert abilities.buyer_fields <= set(order().buyer._fields)


@every_dialect
def test_a_page_that_proves_nothing_is_never_completed(name: str) -> None:
    dialect = BY_NAME[name]
    pages = (ReturnedPage("failed", "7001"), ReturnedPage("already_done", "7001"), ReturnedPage("untrusted", "7001"))
    for page in pages:
        with pytest.raises(ValueError, match="authenticated"):
            next(dialect.gateway.complete(dialect.held, page))
