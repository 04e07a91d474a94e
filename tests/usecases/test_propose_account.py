"""The account that the desk proposes, from what its accounts say of themselves."""

from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.money import Money
from frontdesk.domain.routing import Wanted
from frontdesk.domain.told import Cost
from frontdesk.usecases.propose_account import propose_account
from tests.kit.counter import Counter


def test_the_accounts_that_hold_come_before_the_one_that_charges(at_iyzico: Counter) -> None:
    told = propose_account(at_iyzico.desk, Wanted("TRY"))
    assert {one.account for one in told} == set(at_iyzico.desk.accounts)
    assert (told[-1].account, told[-1].way, told[-1].reason) == ("oduyo", "charge", "charges_only")
    assert [one.way for one in told[:-1]] == ["hold", "hold", "hold"]
    assert at_iyzico.line.sent == []


def test_a_foreign_currency_is_refused_for_a_domestic_card_everywhere(at_iyzico: Counter) -> None:
    domestic = CardFacts(domestic=True)
    told = propose_account(at_iyzico.desk, Wanted("EUR", facts=domestic))
    assert {one.reason for one in told} == {"foreign_currency_domestic_card"}


def test_costs_are_weighed_among_those_that_charge(at_iyzico: Counter) -> None:
    desk = at_iyzico.desk
    charging = desk.accounts["oduyo"]
    desk.accounts = {"a": charging._replace(name="a"), "b": charging._replace(name="b")}
    told = propose_account(desk, Wanted("TRY"), {"b": Cost("1.79", Money(1_790, "TRY"))})
    assert [(one.account, one.reason) for one in told] == [("b", "costs_less"), ("a", "costs_more")]


def test_an_account_that_was_not_reached_comes_last_and_can_still_be_chosen(at_iyzico: Counter) -> None:
    desk = at_iyzico.desk
    first = propose_account(desk, Wanted("TRY"))[0].account
    desk.reached = {first: False}
    told = propose_account(desk, Wanted("TRY"))
    assert told[0].account != first
    assert (told[-1].account, told[-1].is_usable, told[-1].reason) == (first, True, "not_reached")
    desk.reached = {name: name == "oduyo" for name in desk.accounts}
    told = propose_account(desk, Wanted("TRY"))
    assert (told[0].account, told[0].way, told[0].reason) == ("oduyo", "charge", "reached")
    desk.reached = {first: True}
    assert propose_account(desk, Wanted("TRY"))[0].account == first


def test_where_no_account_was_reached_the_rest_decides(at_iyzico: Counter) -> None:
    desk = at_iyzico.desk
    before = propose_account(desk, Wanted("TRY"))
    desk.reached = dict.fromkeys(desk.accounts, False)
    assert propose_account(desk, Wanted("TRY")) == before


def test_while_nothing_comes_through_no_account_is_taken_to_be_reached(at_iyzico: Counter) -> None:
    desk = at_iyzico.desk
    desk.reached = {}
    assert desk.reaches("iyzico") is None
    desk.reached = {"oderopay": False}
    assert (desk.reaches("oderopay"), desk.reaches("iyzico")) == (False, False)
    desk.reached = {"oderopay": False, "ahlpay": True}
    assert (desk.reaches("oderopay"), desk.reaches("iyzico")) == (False, None)
