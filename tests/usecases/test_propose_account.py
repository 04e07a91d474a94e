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
