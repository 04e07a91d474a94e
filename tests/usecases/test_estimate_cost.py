"""What a charge would cost the house: a hint, and honest where there is none."""

from typing import cast

from frontdesk.usecases.estimate_cost import Estimate, estimate_cost
from tests.kit.clock import Waiting
from tests.kit.counter import Counter


def estimates(clerk: Counter, digits: str = "4111111111111111") -> Estimate:
    work = estimate_cost(clerk.desk, clerk.gateway, clerk.money("1.000,00"), digits)
    return clerk.clock.runs(cast("Waiting[Estimate]", work))


def test_rate_and_sum_are_told_before_anything_is_charged(at_oduyo: Counter) -> None:
    told = estimates(at_oduyo)
    assert told.cost is not None
    assert (told.problem, told.cost.cost.code) == ("", "TRY")
    assert 0 < told.cost.cost.minor < 100_000
    assert at_oduyo.bank() == []


def test_a_card_whose_digits_are_not_known_yet_may_be_estimated(at_oduyo: Counter) -> None:
    assert estimates(at_oduyo, "").problem == ""


def test_digits_that_say_nothing_are_not_asked_about(at_oduyo: Counter) -> None:
    assert estimates(at_oduyo, "41").problem == "service_needs_more"


def test_without_a_line_or_a_clear_answer_there_is_none(at_oduyo: Counter) -> None:
    at_oduyo.line.is_cut = True
    assert estimates(at_oduyo) == Estimate(problem="not_sent")
    at_oduyo.line.is_cut = False
    at_oduyo.bank_does("garbage", "installments")
    assert estimates(at_oduyo).problem == "bank_not_reached"


def test_an_account_that_tells_no_costs_is_not_asked(at_iyzico: Counter) -> None:
    assert estimates(at_iyzico).problem == "service_not_here"
    at_iyzico.desk.accounts = {}
    assert estimates(at_iyzico).problem == "unknown_account"
