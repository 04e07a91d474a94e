"""What tests of several screens need."""

import pytest

from frontdesk.ui import dialogs


@pytest.fixture
def says_yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The clerk answers every question with yes; the questions, as they were put."""
    asked: list[str] = []

    async def yes(_parent: object, question: dialogs.Question) -> bool:
        asked.append(f"{question.title} {question.text}")
        return True

    monkeypatch.setattr(dialogs, "ask", yes)
    return asked
