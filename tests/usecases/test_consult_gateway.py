"""The provider's menu: rows to be shown, or why there are none."""

from typing import cast

import pytest

from frontdesk.domain.abilities import Service
from frontdesk.usecases.consult_gateway import Consulted, consult_gateway
from frontdesk.usecases.list_holds import today
from tests.kit.clock import Waiting
from tests.kit.counter import Counter


def asks(clerk: Counter, service: Service, account: str = "", **asked: str) -> Consulted:
    work = consult_gateway(clerk.desk, account or clerk.gateway, service, asked)
    return clerk.clock.runs(cast("Waiting[Consulted]", work))


def test_the_bank_of_a_card_is_told_by_eight_digits_at_most(clerk: Counter) -> None:
    told = asks(clerk, "bin", bin="5528790000000008" if clerk.gateway == "iyzico" else "5258640000000001")
    assert told.problem == ""
    assert told.rows[0]["bank"]
    assert all("000000000" not in target for _, target in clerk.line.sent)


def test_the_transactions_of_a_day_are_listed(clerk: Counter) -> None:
    clerk.places_hold("1.000,00")
    day = today(clerk.desk)
    told = asks(clerk, "transactions", **{"from": day, "to": day})
    assert [row["amount"] for row in told.rows] == ["1000.00"]


@pytest.mark.parametrize(("service", "asked"), [("bin", {}), ("instalments", {"bin": "552879"}), ("transactions", {})])
def test_a_question_that_is_not_complete_is_not_put(clerk: Counter, service: Service, asked: dict[str, str]) -> None:
    assert asks(clerk, service, **asked).problem == "service_needs_more"
    assert clerk.line.sent == []


@pytest.mark.parametrize("service", ["sellers", "campaign", "link", "frame"])
def test_what_an_account_does_not_have_is_not_asked(with_session: Counter, service: Service) -> None:
    assert asks(with_session, service).problem == "service_not_here"
    assert with_session.line.sent == []


def test_without_a_line_it_is_said(clerk: Counter) -> None:
    clerk.line.is_cut = True
    assert asks(clerk, "bin", bin="552879") == Consulted(problem="not_sent")


def test_an_unclear_answer_has_no_rows(clerk: Counter) -> None:
    clerk.bank_does("garbage", "bin")
    assert asks(clerk, "bin", bin="552879").problem == "bank_not_reached"


def test_an_account_that_is_gone_is_not_asked(clerk: Counter) -> None:
    assert asks(clerk, "bin", "another").problem == "unknown_account"


def test_what_needs_no_question_is_told_without_one(at_ahlpay: Counter) -> None:
    assert len(asks(at_ahlpay, "system_data").rows) > 10
