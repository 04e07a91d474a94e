"""Accounts are added by hand; one name is taken."""

import pytest

from frontdesk.commands import account


def test_no_gateway_account_may_be_called_like_the_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    """Refused before anything is asked for."""
    assert account.run(["add", "iyzico", "terminal", "--test"]) == 1
    said = capsys.readouterr().out
    assert "terminal" in said
    assert "Nothing was changed." in said


def test_words_it_does_not_know_are_answered_with_those_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["add", "somebody"]) == 2
    assert "frontdesk account add GATEWAY" in capsys.readouterr().out
