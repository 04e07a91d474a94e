"""What is neither yes nor no, over every gateway and every verb it has: malformed, unsigned, mis-signed, oversized and
mismatching answers, faults after which it may have happened. Each ends in Unknown (money-safety rules 2 and 5)."""

from frontdesk.domain.gateway import Approved, Challenge, Found, NotSent, Refused, Unknown, WireRequest, WireResponse
from frontdesk.gateways.http import MOST_BYTES
from tests.gateways.contract import (
    PARTIES,
    calls,
    every_call,
    every_gateway,
    money_call,
    settled_call,
)
from tests.gateways.line import carry_at
from tests.gateways.samples import answer, replay
from tests.gateways.verbs import MONEY, QUESTIONS, VERBS
from tests.kit.fault_server import Visit, fault_server

NONSENSE = (
    "",
    "<html>Hotel Wi-Fi: please log in</html>",
    "[]",
    "null",
    '"success"',
    "1e5",
    '{"status":"success"',
    '{"isSuccess":true,"data":{"responseCode":"00"',
    '{"status":"success","status":"success"}',
    '{"isSuccess":true,"isSuccess":true}',
    '{"data":{"id":NaN}}',
    '{"status":"success","price":Infinity}',
    '{"a":' * 30_000,
    "[" * 900_000,
    '{"price":' + "9" * 5000 + "}",
    "\ufeff{}",
    "{}",
    '{"status":"maybe"}',
    '{"isSuccess":"maybe"}',
    '{"data":[]}',
    '{"errors":"no"}',
)
SUMS: tuple[object, ...] = (1500.01, 1, 0, 150_000, 1500.001, -1500, "150001", "1500.01", "0")
NO_SUMS: tuple[object, ...] = ("much", "-150000", True, [], None)
SIGNATURES: tuple[object, ...] = ("", "0" * 64, "f" * 64, 7, [])
IDS: tuple[object, ...] = (99999, "99999", 0, -1, "", "7001/../refunds", None, {})
STATUSES = {
    301: "redirected",
    307: "redirected",
    308: "redirected",
    408: "gateway_unclear",
    409: "gateway_unclear",
    425: "gateway_unclear",
    429: "too_many_requests",
    500: "server_error",
    502: "server_error",
    503: "server_error",
    504: "server_error",
    101: "answer_unreadable",
}
WAITS = {"30": 30, "999999999": 0, "86400": 3600, "Sat, 21 Nov": 0, "-1": 0}


@settled_call
def test_another_sum_than_the_order_is_never_a_yes(name: str, verb: str) -> None:
    """Where the note lets the sum out, one that is not told is at most a yes as sent."""
    party = PARTIES[name]
    field = party.dialect.sum_field.get(VERBS[verb].like or verb)
    if field is None:
        return
    for told_sum in (*SUMS, *NO_SUMS):
        told = party.ask(verb, party.bank(verb, {field: told_sum}))
        if isinstance(told, Approved) and (told_sum in NO_SUMS or verb in party.as_sent):
            assert told.as_sent, told_sum
        else:
            assert isinstance(told, Unknown), (told_sum, told)


@settled_call
def test_another_order_is_a_mismatch(name: str, verb: str) -> None:
    party = PARTIES[name]
    for change in party.another.get(verb, ()):
        told = party.ask(verb, party.bank(verb, change))
        assert isinstance(told, Unknown), (change, told)
        assert told.problem in {"mismatch", "answer_unreadable"}


@calls(MONEY, ("inquire",), but=("start", "sale start", "hosted start", "place", "sale", "stored place"))
def test_another_payment_is_a_mismatch(name: str, verb: str) -> None:
    party = PARTIES[name]
    field = party.dialect.id_field.get(VERBS[verb].like or verb)
    if field is None:
        return
    for told_id in IDS:
        told = party.ask(verb, party.bank(verb, {field: told_id}))
        assert isinstance(told, Unknown), (told_id, told)


@settled_call
def test_unsigned_and_mis_signed_is_unclear_where_the_notes_sign(name: str, verb: str) -> None:
    """A signature of another key, of other values, or none: as it is told, and one that is right is needed."""
    party = PARTIES[name]
    signed = b'"signature"' in party.bank(verb)(next(party.begin(verb))).body
    for signature in SIGNATURES:
        told = party.ask(verb, party.bank(verb, {"signature": signature}))
        if signed:
            assert isinstance(told, Unknown), told
            assert told.problem in {"wrong_signature", "answer_unreadable"}


@every_call
def test_no_status_that_may_follow_execution_is_judged(name: str, verb: str) -> None:
    """Not even when its body reads like a yes or a no (money-safety rule 2)."""
    party = PARTIES[name]
    words = {(code, group) for code, group, _ in party.clear}
    for status, problem in STATUSES.items():
        assert party.ask(verb, party.bank(verb, None, status)) == Unknown(problem), status
        for code, group in words:
            assert party.ask(verb, party.no((code, group, status))) == Unknown(problem), (status, code)


@every_call
def test_retry_after_is_passed_on(name: str, verb: str) -> None:
    for told, wait in WAITS.items():
        response = answer("<html>busy</html>", 503, retry_after=told)
        assert PARTIES[name].ask(verb, replay(response)) == Unknown("server_error", retry_after=wait), told


@every_call
def test_nonsense_is_unreadable(name: str, verb: str) -> None:
    """Whoever is not let in by a login is refused: it moves no money, and its answer may have no documented shape."""
    for nonsense in NONSENSE:
        told = PARTIES[name].ask(verb, replay(answer(nonsense)))
        if verb == "login" and isinstance(told, Refused):
            assert told.problem == "wrong_keys", nonsense[:40]
        else:
            assert told == Unknown("answer_unreadable"), nonsense[:40]


@every_call
def test_bytes_that_are_no_text_are_unreadable(name: str, verb: str) -> None:
    assert PARTIES[name].ask(verb, replay(WireResponse(200, {}, b"\xff\xfe\x00{"))) == Unknown("answer_unreadable")


@calls(MONEY, QUESTIONS)
def test_an_answer_beyond_the_cap_is_unclear(name: str, verb: str) -> None:
    """Over a real line: the driver reads no further than its cap, whatever the answer would have said."""

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b'{"a":"' + b"x" * (MOST_BYTES + 1) + b'"}')

    with fault_server(script) as server:
        told = carry_at(server.url, PARTIES[name].begin(verb))
    assert told == Unknown("answer_too_large")


@money_call
def test_a_yes_under_a_no_is_unclear(name: str, verb: str) -> None:
    party = PARTIES[name]
    for status in (400, 403, 404, 422):
        assert party.ask(verb, party.bank(verb, None, status)) == Unknown("gateway_unclear"), status


@money_call
def test_a_failure_that_the_note_does_not_list_is_unclear(name: str, verb: str) -> None:
    """Of a bank page the start alone may be refused: without a page nobody can pass it."""
    party = PARTIES[name]
    for words in party.unclear:
        told = party.ask(verb, party.no(words))
        if verb in {"start", "sale start"} and isinstance(told, Refused):
            assert told.problem == "threeds_not_available"
        else:
            assert isinstance(told, Unknown), (words, told)
            assert (told.problem, told.code) == ("gateway_unclear", words[0])


@every_call
def test_too_many_requests_is_unclear(name: str, verb: str) -> None:
    party = PARTIES[name]
    if party.busy is not None and verb != "login":
        assert party.ask(verb, party.no(party.busy)) == Unknown("too_many_requests", party.busy[0])


@settled_call
def test_not_found_of_a_known_payment_is_asked_about(name: str, verb: str) -> None:
    party = PARTIES[name]
    told = party.ask(verb, party.no(party.missing))
    if verb in {"place", "sale", "stored place"}:
        assert isinstance(told, Unknown | Refused)
    else:
        assert isinstance(told, Unknown), told
        assert told.problem in {"in_progress", "gateway_unclear"}


@every_gateway
def test_not_found_is_found_or_unclear(name: str) -> None:
    party = PARTIES[name]
    told = party.ask("inquire", party.no(party.missing))
    assert isinstance(told, Unknown) or told == Found("not_found")


@every_call
def test_what_never_left_is_not_sent_only_at_the_first_step(name: str, verb: str) -> None:
    party = PARTIES[name]
    assert party.ask(verb, lambda _request: NotSent()) == NotSent()  # type: ignore[arg-type, return-value]
    good, seen = party.bank(verb), 0

    def handle(request: WireRequest) -> WireResponse:
        nonlocal seen
        seen += 1
        return good(request) if seen == 1 else NotSent()  # type: ignore[return-value]

    told = party.ask(verb, handle)
    assert told == Unknown("line_cut") or seen == 1


@money_call
def test_a_fault_never_makes_a_page(name: str, verb: str) -> None:
    party = PARTIES[name]
    for words in party.clear:
        assert not isinstance(party.ask(verb, party.no(words)), Challenge | Approved)
