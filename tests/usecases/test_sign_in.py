"""Who is at the desk stands on everything that follows."""

import pytest

from frontdesk.usecases.sign_in import sign_in
from tests.kit.counter import Counter


def test_the_name_stands_on_attempts_and_journal(at_iyzico: Counter) -> None:
    sign_in(at_iyzico.desk, "Robin Sample")
    at_iyzico.places_hold("5.000,00")
    assert {row.clerk for row in at_iyzico.ledger.attempts_of(1)} == {"Robin Sample"}
    assert {line.clerk for line in at_iyzico.ledger.journal_of(1)} == {"Robin Sample"}


def test_a_name_that_is_not_on_the_list_is_refused(at_iyzico: Counter) -> None:
    with pytest.raises(ValueError, match="not on the list"):
        sign_in(at_iyzico.desk, "Somebody Else")
    assert at_iyzico.desk.clerk.name == "Derya Örnek"
