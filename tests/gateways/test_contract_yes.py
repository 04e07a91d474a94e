"""What is clearly yes: approved with the sum of the order, a page to show, what asking finds, what lists tell. And what
an account has not, it refuses before anything is sent."""

import pytest

from frontdesk.domain.abilities import NEEDS, SERVICES, Margin
from frontdesk.domain.currencies import CURRENCIES
from frontdesk.domain.gateway import (
    Approved,
    CardFacts,
    Challenge,
    Found,
    FoundState,
    NotHere,
    Refused,
    ReturnedPage,
    Unknown,
    WireRequest,
    WireResponse,
)
from frontdesk.domain.told import Cost, Deleted, ListedPayment, Notice, Ready
from frontdesk.gateways.accounts import GATEWAYS
from tests.gateways.contract import (
    PARTIES,
    calls,
    every_gateway,
    missing_calls,
    money_call,
    question_call,
    settled_call,
)
from tests.gateways.dialect import PAGE_URL
from tests.gateways.samples import lira, order
from tests.gateways.verbs import CAPTURED, LATER, MONEY, PART, QUESTIONS, STORED, TOKEN, VERBS
from tests.kit.in_memory import run_in_memory

PHASES = {
    "place": "held",
    "stored place": "held",
    "sale": "charged",
    "capture": "captured",
    "release": "released",
    "refund": "refunded",
    "part refund": "refunded",
    "cancel": "refunded",
}
SUMS = {"capture": CAPTURED, "part refund": PART}
STATES: tuple[FoundState, ...] = (
    "not_found",
    "page_open",
    "page_returned",
    "declined",
    "held",
    "charged",
    "captured",
    "released",
)


def test_every_gateway_of_the_list_is_under_the_promises() -> None:
    assert set(GATEWAYS) <= set(PARTIES)
    assert {party.name for party in PARTIES.values()} == set(GATEWAYS)


@settled_call
def test_a_clear_yes_is_approved_with_the_sum_of_the_order(name: str, verb: str) -> None:
    party = PARTIES[name]
    told = party.ask(verb, party.bank(verb))
    assert isinstance(told, Approved), told
    assert told.phase == PHASES.get(verb, "held" if party.abilities.holds else "charged")
    assert told.amount == SUMS.get(verb, party.held.amount)
    assert told.payment_id == party.held.payment_id
    assert told.as_sent is (verb in party.as_sent)


@calls(("start", "sale start"))
def test_a_bank_page_is_a_challenge(name: str, verb: str) -> None:
    party = PARTIES[name]
    told = party.ask(verb, party.bank(verb))
    assert isinstance(told, Challenge)
    assert told.html == "<!doctype html><html></html>"
    assert told.base_url == party.ready().base_url
    assert told.html not in repr(told)


@calls(("hosted start",))
def test_a_hosted_page_is_an_address_to_show(name: str, verb: str) -> None:
    party = PARTIES[name]
    told = party.ask(verb, party.bank(verb))
    assert isinstance(told, Challenge)
    assert (told.url, told.html, told.references["token"]) == (PAGE_URL, "", TOKEN)
    assert PAGE_URL not in repr(told)
    found = party.ask("hosted result", party.bank("hosted result"))
    assert isinstance(found, Found)
    assert (found.state, found.payment_id) == ("held", party.held.payment_id)


@every_gateway
@pytest.mark.parametrize("state", STATES)
def test_asking_finds_what_became_of_the_money(name: str, state: FoundState) -> None:
    """A gateway that cannot hold tells of no hold; one whose page completes itself never waits to be completed."""
    party = PARTIES[name]
    can, is_told = party.abilities, state in party.found
    needs = {"held": can.holds, "captured": can.holds, "released": can.holds, "page_returned": can.completes}
    assert is_told is needs.get(state, True)
    if not is_told:
        return
    # What was charged at once was no hold.
    asked = party.held._replace(purpose="sale", references={}) if state == "charged" else party.held
    told = run_in_memory(party.ready().inquire(asked), party.found[state])
    assert isinstance(told, Found)
    assert told.state == state
    assert told.payment_id in {party.held.payment_id, ""}
    assert told.amount in {party.held.amount, None}
    assert (told.proof == "authenticated") <= (state == "page_returned")


@every_gateway
def test_what_is_found_held_or_charged_has_the_sum_of_the_order_or_none(name: str) -> None:
    party = PARTIES[name]
    told = party.ask("inquire", party.bank("inquire"))
    assert isinstance(told, Found)
    assert told.state == ("held" if party.abilities.holds else "charged")
    assert told.amount == (party.held.amount if party.abilities.holds else None)


@calls(("bin",))
def test_the_bank_of_a_card_is_looked_up(name: str, verb: str) -> None:
    told = PARTIES[name].ask(verb, PARTIES[name].bank(verb))
    assert isinstance(told, CardFacts)
    assert told.bank == "Halk Bankası"
    assert told.domestic is not False


@calls(("list_cards", "delete_card"))
def test_kept_cards_are_listed_and_forgotten(name: str, verb: str) -> None:
    told = PARTIES[name].ask(verb, PARTIES[name].bank(verb))
    assert told == (Deleted() if verb == "delete_card" else (STORED._replace(scheme=""),))
    assert STORED.token not in repr(told)


@calls(("day",))
def test_a_day_is_listed(name: str, verb: str) -> None:
    told = PARTIES[name].ask(verb, PARTIES[name].bank(verb))
    assert isinstance(told, tuple)
    assert told
    assert all(isinstance(line, ListedPayment) for line in told)
    assert told[0].amount in {lira(150_000), None}
    assert told[0].at > 0


@calls(("cost",))
def test_the_cost_of_a_charge_is_estimated(name: str, verb: str) -> None:
    told = PARTIES[name].ask(verb, PARTIES[name].bank(verb))
    assert told == Cost("2.99", lira(4_485), "garanti-1", "paraf")


@calls([f"menu {service}" for service in SERVICES])
def test_the_menu_answers_in_rows_of_named_texts(name: str, verb: str) -> None:
    told = PARTIES[name].ask(verb, PARTIES[name].bank(verb))
    assert isinstance(told, tuple)
    assert all(isinstance(part, str) for row in told for pair in row.items() for part in pair)
    # Only a list of returns may be empty: the sample day has none.
    assert told or verb == "menu returns"


@calls(("login",))
def test_a_login_makes_ready_and_is_not_due_again(name: str, verb: str) -> None:
    party = PARTIES[name]
    gateway = party.account()
    login = gateway.prepare(LATER)
    assert login is not None
    assert run_in_memory(login, party.bank(verb)) == Ready()
    assert gateway.prepare(LATER + 1) is None


@missing_calls()
def test_what_an_account_has_not_it_refuses_before_anything_is_sent(name: str, verb: str) -> None:
    party = PARTIES[name]
    with pytest.raises((NotHere, ValueError)):
        next(party.begin(verb))


@calls([f"menu {service}" for service in NEEDS])
def test_a_question_of_the_menu_without_what_it_needs_is_refused(name: str, verb: str) -> None:
    gateway = PARTIES[name].ready()
    service = next(one for one in SERVICES if verb == f"menu {one}")
    with pytest.raises(ValueError):  # noqa: PT011 -- each names what it misses
        next(gateway.consult(service, {}))


@every_gateway
def test_a_notice_is_read_where_it_is_signed_and_nowhere_else(name: str) -> None:
    party = PARTIES[name]
    gateway = party.account()
    assert gateway.abilities.webhook is (party.notice is not None)
    if party.notice is None:
        with pytest.raises(NotHere):
            gateway.read_notice({}, b"{}")
        return
    headers, body = party.notice
    told = gateway.read_notice(headers, body)
    assert isinstance(told, Notice)
    assert told.reference
    assert told.at > 0
    spoiled = {header: value[:-2] + "00" for header, value in headers.items()}
    for bad in (gateway.read_notice(spoiled, body), gateway.read_notice({}, body)):
        assert bad is None
    assert gateway.read_notice(headers, body.replace(b"SUCCESS", b"FAILURE")) is None


@every_gateway
def test_a_return_from_the_bank_page_proves_what_the_abilities_say(name: str) -> None:
    """Authenticated only where the gateway signs its returns and waits to be completed."""
    party = PARTIES[name]
    page = party.ready().read_return(party.returned, party.held)
    asks = {"already_done"} if not party.abilities.completes else {"authenticated", "ask"}
    assert page.proof in asks
    other = party.held._replace(key="another", payment_id="99")
    assert party.ready().read_return(party.returned, other).proof == "untrusted"


@money_call
def test_an_attempt_is_marked(name: str, verb: str) -> None:
    """Every time an attempt is sent is noted (money-safety rule 6)."""
    assert next(PARTIES[name].begin(verb)).moves_money


@question_call
def test_a_question_is_not_marked(name: str, verb: str) -> None:
    assert not next(PARTIES[name].begin(verb)).moves_money


@money_call
def test_a_door_that_was_shut_is_opened_once_and_the_same_is_sent_again(name: str, verb: str) -> None:
    """The 401 of the door, the login, the same request with the same key; both are marked (money-safety rule 6)."""
    party = PARTIES[name]
    if not party.abilities.session:
        return
    seen: list[WireRequest] = []

    def handle(request: WireRequest) -> WireResponse:
        seen.append(request)
        if len(seen) == 1:
            return party.shut
        return party.bank("login" if len(seen) == 2 else verb)(request)

    told = party.ask(verb, handle)
    assert not isinstance(told, Refused | Unknown), told
    first, login, again = seen[:3]
    assert (first.target, first.body, first.moves_money) == (again.target, again.body, again.moves_money)
    assert first.moves_money
    assert not login.moves_money


@every_gateway
def test_abilities_are_whole(name: str) -> None:
    can = PARTIES[name].abilities
    assert can.threeds or can.plain
    assert can.limit in {60, 150}
    assert can.margin == Margin()
    assert "TRY" in can.currencies
    assert set(can.currencies) <= set(CURRENCIES)
    assert can.buyer_fields <= set(order().buyer._fields)
    assert can.refund_by
    assert set(can.services) <= set(SERVICES)
    assert can.holds or not (can.partial_capture or can.exact_only or can.hold_instalments)


@every_gateway
@pytest.mark.parametrize("proof", ["failed", "already_done", "untrusted", "ask"])
def test_a_page_that_proves_nothing_is_never_completed(name: str, proof: str) -> None:
    party = PARTIES[name]
    page = ReturnedPage(proof, party.held.payment_id)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="authenticated"):
        next(party.ready().complete(party.held, page))


def test_every_answer_that_may_come_is_looked_at() -> None:
    """The list of verbs covers every kind of answer of the promise."""
    kinds = {kind for what in VERBS.values() for kind in what.told}
    assert kinds == {Approved, Challenge, Found, CardFacts, tuple, Deleted, Cost, Ready}
    assert set(PHASES) < set(MONEY)
    assert not any(what.moves for what in QUESTIONS.values())
