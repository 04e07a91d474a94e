"""Old Turkish bank pages are shown and submitted byte for byte (three-d-secure B20). Guards the next engine upgrade."""

import pytest

from frontdesk.ui.bankview.returns import new_return_address
from tests.web.bank import LETTERS, Bank
from tests.web.driver import Engine

SHOWN = f"(document.querySelector('#letters') || {{}}).textContent == '{LETTERS}'"
SEND = "document.forms[0].code.value = '123456'; document.forms[0].submit()"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1254", "iso-8859-9"])
def test_turkish_letters_go_to_the_bank_and_back(engine: Engine, bank: Bank, charset: str) -> None:
    to = new_return_address()

    played = engine.visit(
        bank.at("/code", "acs.bank.test", "https", charset=charset, to=to),
        ("until_js", SHOWN),
        ("js", SEND),
        ("event", "returned"),
        to=to,
    )

    asked = next(seen for seen in reversed(bank.requests("/coded")) if seen.query["to"] == to)
    assert asked.text("name", charset) == LETTERS
    assert played.returned == ("POST", "main", {"status": "ok", "name": LETTERS})


@pytest.mark.parametrize("charset", ["utf-8", "windows-1254", "iso-8859-9"])
@pytest.mark.parametrize("how", ["post", "multipart", "get"])
def test_the_gateways_own_page_may_be_in_any_of_them(engine: Engine, bank: Bank, charset: str, how: str) -> None:
    to = new_return_address()

    played = engine.visit(bank.at("/back", to=to, how=how, charset=charset), ("event", "returned"), to=to)

    assert played.returned[2] == {"status": "başarı", "a": "1"}


def test_the_staff_may_paste_the_code(engine: Engine, bank: Bank) -> None:
    code = bank.at("/code", to="https://unused.invalid/3ds/x")
    pasted = ("until_js", "document.forms[0].code.value == '123456'")

    engine.visit(code, ("until_js", SHOWN), ("js", "document.forms[0].code.focus()"), ("paste", "123456"), pasted)
