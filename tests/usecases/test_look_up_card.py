"""The card's bank by its first digits: a hint, never a complaint."""

from typing import cast

import pytest

from frontdesk.domain.gateway import CardFacts, WireRequest
from frontdesk.practice.exchange import Response
from frontdesk.usecases.look_up_card import look_up_card
from tests.kit.clock import Waiting
from tests.kit.counter import CARDS, Counter


def _looks_up(clerk: Counter, digits: str, account: str = "") -> CardFacts | None:
    work = look_up_card(clerk.desk, account or clerk.gateway, digits)
    return clerk.clock.runs(cast("Waiting[CardFacts | None]", work))


def test_the_bank_is_known_by_the_first_digits(clerk: Counter) -> None:
    facts = _looks_up(clerk, CARDS[clerk.gateway][0])
    assert facts is not None
    assert (facts.kind, facts.scheme) == ("credit", "mastercard")
    assert facts.bank


def test_no_more_than_eight_digits_ever_leave(clerk: Counter) -> None:
    left: list[str] = []

    def remember(request: WireRequest, answer: Response) -> Response:
        left.append(request.target + request.body.decode())
        return answer

    clerk.line.tampers = remember
    number = CARDS[clerk.gateway][0]
    _looks_up(clerk, number)
    assert left
    assert not any(number[:9] in wire for wire in left)


@pytest.mark.parametrize("trouble", ["too few digits", "no such account", "no line", "no answer", "garbage"])
def test_no_answer_is_no_complaint(clerk: Counter, trouble: str) -> None:
    clerk.line.is_cut = trouble == "no line"
    if trouble in {"no answer", "garbage"}:
        clerk.bank_does("lose_answer" if trouble == "no answer" else "garbage", "bin")
    digits = "52587" if trouble == "too few digits" else CARDS[clerk.gateway][0]
    assert _looks_up(clerk, digits, "nowhere" if trouble == "no such account" else "") is None
