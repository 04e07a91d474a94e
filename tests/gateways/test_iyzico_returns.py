"""The form that iyzico's bank page posts back: signed, about this payment, or untrusted (iyzico notes §7.3, §11.3)."""

import base64

import pytest

from frontdesk.domain.gateway import ReturnedPage
from frontdesk.gateways.answers import BadAnswerError
from frontdesk.gateways.iyzico.read import page
from frontdesk.gateways.signing import iyzico_answer
from tests.gateways.samples import IYZICO_KEYS, hold, iyzico

THREEDS = hold(key="hold-7f3a-2", payment_id="40010002", references={"basket_id": "dep-7f3a"})
RETURNED = {
    "status": "success",
    "paymentId": "40010002",
    "conversationData": "",
    "conversationId": "hold-7f3a-2",
    "mdStatus": "1",
    "signature": "8b9d3f6f3cda3b02a2ce43537cfdb88e8ce7cd83bb58e8a0c80d9c3ce67df231",
}
FAILED = {
    **RETURNED,
    "status": "failure",
    "mdStatus": "0",
    "signature": "754c1582e2c009289306b4bfe1265563dd7b97f839f3297da3096436d9b0c982",
}
UNTRUSTED = ReturnedPage("untrusted")


def test_a_return_as_recorded() -> None:
    gateway = iyzico()
    assert gateway.read_return(RETURNED, THREEDS) == ReturnedPage("authenticated", "40010002", "1")
    assert gateway.read_return(FAILED, THREEDS) == ReturnedPage("failed", "40010002", "0")
    with_data = {
        **RETURNED,
        "conversationData": "cd-9081",
        "signature": "3f10eb7a0b87737872176fc1b6a8d2231653caa737d4deeb72041e3418eab708",
    }
    assert gateway.read_return(with_data, THREEDS).proof == "authenticated"


def test_a_forged_or_altered_return_is_untrusted() -> None:
    gateway = iyzico()
    for name, value in (("status", "failure"), ("paymentId", "1"), ("mdStatus", "4"), ("signature", "")):
        assert gateway.read_return({**RETURNED, name: value}, THREEDS) == UNTRUSTED
    assert gateway.read_return({**FAILED, "mdStatus": "1", "status": "success"}, THREEDS) == UNTRUSTED
    assert gateway.read_return({}, THREEDS) == UNTRUSTED
    assert gateway.read_return({**RETURNED, "signature": "ş\ud800"}, THREEDS) == UNTRUSTED


def test_a_return_of_another_payment_is_untrusted() -> None:
    gateway = iyzico()
    assert gateway.read_return(RETURNED, THREEDS._replace(key="hold-7f3a-3")) == UNTRUSTED
    assert gateway.read_return(RETURNED, THREEDS._replace(payment_id="40010003")) == UNTRUSTED


def test_a_failed_return_without_a_payment_id_is_read() -> None:
    bare = {"status": "failure", "conversationId": "hold-7f3a-2", "mdStatus": "5"}
    signature = iyzico_answer(IYZICO_KEYS.secret_key, ["", "hold-7f3a-2", "5", "", "failure"])
    assert iyzico().read_return({**bare, "signature": signature}, THREEDS) == ReturnedPage("failed", "40010002", "5")
    good = iyzico_answer(IYZICO_KEYS.secret_key, ["", "hold-7f3a-2", "1", "", "success"])
    success = {**bare, "status": "success", "mdStatus": "1", "signature": good}
    assert iyzico().read_return(success, THREEDS) == UNTRUSTED


def test_a_page_in_the_old_turkish_letters_is_shown() -> None:
    raw = "<html>Doğrulama şifreniz: İşlem</html>".encode("cp1254")
    assert page(base64.b64encode(raw).decode()) == "<html>Doğrulama şifreniz: İşlem</html>"
    for nonsense in (None, "", "  ", 5, "not base64!", "ş"):
        with pytest.raises(BadAnswerError):
            page(nonsense)
