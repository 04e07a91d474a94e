"""The form that ÖderoPay's bank page posts back: a hint, hashed where the account has a callback key (notes §7.3)."""

import pytest

from frontdesk.domain.gateway import ReturnedPage
from frontdesk.gateways.oderopay.profile import OderoPayKeys
from frontdesk.gateways.signing import oderopay_callback
from tests.gateways.samples import CALLBACK_KEY, ODERO_KEYS, hold, oderopay

HOLD = hold(key="RZV-2026-000184", payment_id="")
KNOWN = HOLD._replace(payment_id="7001")
HASHING = oderopay(keys=OderoPayKeys(ODERO_KEYS.api_key, ODERO_KEYS.secret_key, CALLBACK_KEY))
UNTRUSTED = ReturnedPage("untrusted")
WAITING = {
    "status": "SUCCESS",
    "conversationId": "RZV-2026-000184",
    "paymentId": "7001",
    "completeStatus": "WAITING",
    "callbackStatus": "",
    "conversationData": "",
}
HASHED = {**WAITING, "hash": "a5569c7ddc592aa27763389a5dbd681261904847dc4b9ec441510f6f9869d02c"}
FAILURE = {"status": "FAILURE", "conversationId": "RZV-2026-000184"}


@pytest.mark.parametrize(
    ("fields", "page"),
    [
        (WAITING, ReturnedPage("authenticated", "7001")),
        (FAILURE, ReturnedPage("failed")),
        (
            {**FAILURE, "callbackStatus": "ALREADY_RETURNED"},
            ReturnedPage("already_done", detail="ALREADY_RETURNED"),
        ),
        ({**WAITING, "completeStatus": "COMPLETED"}, ReturnedPage("already_done", "7001", "COMPLETED")),
        ({**WAITING, "completeStatus": "TOMORROW"}, ReturnedPage("already_done", "7001", "TOMORROW")),
        ({**WAITING, "completeStatus": ""}, ReturnedPage("authenticated", "7001")),
        ({**WAITING, "mdStatus": "1"}, ReturnedPage("authenticated", "7001", "1")),
        ({**WAITING, "mdStatus": "4"}, ReturnedPage("failed", "7001", "4")),
        ({**WAITING, "paymentId": ""}, UNTRUSTED),
        ({**WAITING, "paymentId": "7001/../1"}, UNTRUSTED),
        ({**WAITING, "conversationId": "RZV-2026-000185"}, UNTRUSTED),
        ({}, UNTRUSTED),
    ],
)
def test_what_a_return_proves(fields: dict[str, str], page: ReturnedPage) -> None:
    assert oderopay().read_return(fields, HOLD) == page


def test_a_known_payment_needs_no_id_and_suffers_no_other() -> None:
    assert oderopay().read_return({**WAITING, "paymentId": ""}, KNOWN) == ReturnedPage("authenticated", "7001")
    assert oderopay().read_return({**WAITING, "paymentId": "7002"}, KNOWN) == UNTRUSTED


def test_the_hash_as_recorded_is_checked() -> None:
    assert HASHING.read_return(HASHED, HOLD) == ReturnedPage("authenticated", "7001")
    for name, value in (("paymentId", "7002"), ("completeStatus", "COMPLETED"), ("hash", ""), ("hash", "ş")):
        assert HASHING.read_return({**HASHED, name: value}, HOLD) == UNTRUSTED


def test_a_bare_failure_is_a_hint_and_a_hashed_one_must_be_right() -> None:
    assert HASHING.read_return(FAILURE, HOLD) == ReturnedPage("failed")
    assert HASHING.read_return({**FAILURE, "hash": "0" * 64}, HOLD) == UNTRUSTED
    good = oderopay_callback(CALLBACK_KEY, FAILURE)
    assert HASHING.read_return({**FAILURE, "hash": good}, HOLD) == ReturnedPage("failed")


ALL_PARTS = "status:callbackStatus:completeStatus:paymentId:conversationData:conversationId:mdStatus"


def test_a_hashed_return_cannot_be_retold_with_another_list_of_fields() -> None:
    half = {**WAITING, "mdStatus": "0", "hashParams": ALL_PARTS}
    told = oderopay_callback(CALLBACK_KEY, half)
    retold = {**half, "hash": told, "mdStatus": "1", "x": "0", "hashParams": ALL_PARTS.replace("mdStatus", "x")}
    assert HASHING.read_return(retold, HOLD) == UNTRUSTED
    assert HASHING.read_return({**half, "hash": told}, HOLD).proof == "failed"


def test_a_hash_over_a_part_of_the_fields_is_none() -> None:
    import hashlib

    part = {**WAITING, "hashParams": "conversationId"}
    told = hashlib.sha256((CALLBACK_KEY + part["conversationId"]).encode()).hexdigest()
    assert HASHING.read_return({**part, "hash": told}, HOLD) == UNTRUSTED
    whole = {**WAITING, "mdStatus": "1", "hashParams": ALL_PARTS}
    good = oderopay_callback(CALLBACK_KEY, whole)
    assert HASHING.read_return({**whole, "hash": good}, HOLD) == ReturnedPage("authenticated", "7001", "1")
