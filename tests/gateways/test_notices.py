"""Webhooks of iyzico (both forms, both spellings of the hosted event) and of ÖderoPay, where an account has a key
(iyzico notes §16, ÖderoPay notes §14). Whatever comes, reading one raises nothing."""

import json
import random
from typing import Any

import pytest

from frontdesk.domain.gateway import NotHere
from frontdesk.domain.told import Notice
from frontdesk.gateways.oderopay.gateway import OderoPay
from frontdesk.gateways.oderopay.profile import OderoPayKeys
from frontdesk.gateways.signing import iyzico_notice, oderopay_notice
from tests.gateways.samples import IYZICO_KEYS, ODERO_KEYS, iyzico, oderopay

DIRECT = (
    '{"paymentConversationId":"hold-7f3a-2","merchantId":3300001,"paymentId":40010002,"status":"SUCCESS",'
    '"iyziReferenceCode":"5d0c7a52-1111-4222-8333-944455556666","iyziEventType":"THREE_DS_AUTH",'
    '"iyziEventTime":1781300170000,"iyziPaymentId":40010002}'
)
DIRECT_SIGNED = "1a13fe2b11bc34e151f5b5175f04ab160a100ca72793354b52aaccafdbcae4b7"
HOSTED = {
    "paymentConversationId": "hold-7f3a-3",
    "merchantId": 3300001,
    "token": "0b1c2d3e-0000-4000-8000-00000000beef",
    "status": "SUCCESS",
    "iyziReferenceCode": "5d0c7a52-1111-4222-8333-944455557777",
    "iyziEventType": "CHECKOUT_FORM_AUTH",
    "iyziEventTime": 1781300180000,
    "iyziPaymentId": 40010003,
}
HOSTED_SIGNED = "2314e374a68f398dd96f2dc92a04452a72233273f2c8fd50fe784fd7df630846"
NAME = "x-iyz-signature-v3"
WEBHOOK_KEY = "whk-41c7be90d2"
CRAFTGATE = (
    '{"eventType":"API_AUTH","eventTime":"2026-07-16T14:30:00","eventTimestamp":1784201400,"status":"SUCCESS",'
    '"payloadId":"7001"}'
)
CRAFTGATE_SIGNED = "yyqGUMwJ+F74RaaGeYjpwOIehxZfRJgHwOMohQ5tlRk="


def notified() -> OderoPay:
    return oderopay(keys=OderoPayKeys(ODERO_KEYS.api_key, ODERO_KEYS.secret_key, webhook_key=WEBHOOK_KEY))


def iyzicos(fields: dict[str, Any], signature: str) -> Notice | None:
    return iyzico().read_notice({NAME: signature}, json.dumps(fields).encode())


def test_a_direct_notice_as_recorded() -> None:
    assert iyzico().read_notice({NAME: DIRECT_SIGNED}, DIRECT.encode()) == Notice(
        reference="5d0c7a52-1111-4222-8333-944455556666",
        event="THREE_DS_AUTH",
        status="SUCCESS",
        key="hold-7f3a-2",
        payment_id="40010002",
        at=1_781_300_170,
    )


def test_a_notice_of_the_hosted_form_as_recorded() -> None:
    assert iyzicos(HOSTED, HOSTED_SIGNED) == Notice(
        reference="5d0c7a52-1111-4222-8333-944455557777",
        event="CHECKOUT_FORM_AUTH",
        status="SUCCESS",
        key="hold-7f3a-3",
        payment_id="40010003",
        token="0b1c2d3e-0000-4000-8000-00000000beef",
        at=1_781_300_180,
    )


def test_the_other_spelling_of_the_hosted_event_is_the_same_event() -> None:
    told = {**HOSTED, "iyziEventType": "CHECKOUTFORM_AUTH"}
    assert iyzicos(told, HOSTED_SIGNED) is None
    token, key = str(HOSTED["token"]), str(HOSTED["paymentConversationId"])
    signed = iyzico_notice(IYZICO_KEYS.secret_key, "CHECKOUTFORM_AUTH", "40010003", token, key, "SUCCESS")
    notice = iyzicos(told, signed)
    assert notice is not None
    assert (notice.event, notice.token) == ("CHECKOUT_FORM_AUTH", token)


def test_the_header_counts_in_any_case_and_only_when_it_is_right() -> None:
    gateway, raw = iyzico(), DIRECT.encode()
    for name in (NAME, "X-IYZ-SIGNATURE-V3", "X-Iyz-Signature-V3"):
        assert gateway.read_notice({name: DIRECT_SIGNED}, raw) is not None
    assert gateway.read_notice({NAME: f" {DIRECT_SIGNED.upper()} "}, raw) is not None
    for headers in (
        {},
        {NAME: ""},
        {NAME: HOSTED_SIGNED},
        {NAME: DIRECT_SIGNED[:-1]},
        {NAME: "ş" * 64},
        {"x-iyz-signature": DIRECT_SIGNED},
        {"x-iyz-signature-v2": DIRECT_SIGNED},
    ):
        assert gateway.read_notice(headers, raw) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("paymentId", 40010009),
        ("status", "FAILURE"),
        ("iyziEventType", "API_AUTH"),
        ("paymentConversationId", "hold-7f3a-9"),
        ("paymentId", None),
        ("token", "0b1c2d3e"),
    ],
)
def test_every_signed_value_counts(name: str, value: object) -> None:
    assert iyzicos({**json.loads(DIRECT), name: value}, DIRECT_SIGNED) is None


def test_ids_as_text_or_number_are_one_payment() -> None:
    as_text = {**json.loads(DIRECT), "paymentId": "40010002", "iyziPaymentId": "40010002"}
    notice = iyzicos(as_text, DIRECT_SIGNED)
    assert notice is not None
    assert notice.payment_id == "40010002"


def test_what_is_not_signed_may_be_missing() -> None:
    """Reference and time are outside the signature (§16.3); without a reference the same words are the same event."""
    bare = {
        name: value for name, value in json.loads(DIRECT).items() if name not in {"iyziReferenceCode", "merchantId"}
    }
    first, second = iyzicos({**bare, "iyziEventTime": "soon"}, DIRECT_SIGNED), iyzicos(bare, DIRECT_SIGNED)
    assert first is not None
    assert second is not None
    assert first.reference == second.reference != ""
    assert first.at == 0
    no_key = iyzico_notice(IYZICO_KEYS.secret_key, "API_AUTH", "40010002", "", "SUCCESS")
    keyless = {"paymentId": 40010002, "status": "SUCCESS", "iyziEventType": "API_AUTH"}
    notice = iyzicos(keyless, no_key)
    assert notice is not None
    assert notice.key == ""


def test_another_account_reads_nothing() -> None:
    signed = iyzico_notice("another-secret", "THREE_DS_AUTH", "40010002", "hold-7f3a-2", "SUCCESS")
    assert iyzico().read_notice({NAME: signed}, DIRECT.encode()) is None


def test_oderopay_reads_notices_only_where_the_account_has_a_key() -> None:
    headers = {"x-cg-signature-v1": CRAFTGATE_SIGNED}
    with pytest.raises(NotHere):
        oderopay().read_notice(headers, CRAFTGATE.encode())
    assert notified().read_notice(headers, CRAFTGATE.encode()) == Notice(
        reference="API_AUTH/1784201400/SUCCESS/7001",
        event="API_AUTH",
        status="SUCCESS",
        payment_id="7001",
        at=1_784_201_400,
    )
    assert WEBHOOK_KEY not in repr(notified()) + repr(vars(notified()))


@pytest.mark.parametrize(
    ("event", "payload", "payment_id", "token"),
    [
        ("API_VERIFY_AND_AUTH", "7001", "7001", ""),
        ("THREEDS_VERIFY", "7001", "7001", ""),
        ("CHECKOUTFORM_AUTH", "0b1c2d3e", "", "0b1c2d3e"),
        ("REFUND", "33001", "", ""),
        ("AN_EVENT_OF_TOMORROW", "1", "", ""),
    ],
)
def test_what_a_notice_of_oderopay_is_about(event: str, payload: str, payment_id: str, token: str) -> None:
    fields = {"eventType": event, "eventTimestamp": 1784201400, "status": "SUCCESS", "payloadId": payload}
    signed = oderopay_notice(WEBHOOK_KEY, event, "1784201400", "SUCCESS", payload)
    notice = notified().read_notice({"X-CG-Signature-V1": signed}, json.dumps(fields).encode())
    assert notice is not None
    assert (notice.event, notice.payment_id, notice.token) == (event, payment_id, token)


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-cg-signature-v1": ""}, {"x-cg-signature-v1": CRAFTGATE_SIGNED.lower()}, {"x-cg-signature-v1": "ş"}],
)
def test_an_unsigned_notice_of_oderopay_is_none(headers: dict[str, str]) -> None:
    assert notified().read_notice(headers, CRAFTGATE.encode()) is None
    altered = CRAFTGATE.replace("7001", "7002").encode()
    assert notified().read_notice({"x-cg-signature-v1": CRAFTGATE_SIGNED}, altered) is None


def test_no_body_raises_anything() -> None:
    for number in range(300):
        seed = random.Random(f"notice/{number}")
        raw = bytearray(seed.choice([DIRECT, CRAFTGATE]).encode())
        for _ in range(seed.randint(1, 6)):
            raw[seed.randrange(len(raw))] = seed.randrange(256)
        body = bytes(raw[: seed.choice([len(raw), seed.randrange(len(raw))])])
        for gateway, headers in (
            (iyzico(), {NAME: DIRECT_SIGNED}),
            (notified(), {"x-cg-signature-v1": CRAFTGATE_SIGNED}),
        ):
            told = gateway.read_notice(headers, body)
            # What was changed is outside the signature, or the change is no notice.
            assert told is None or told.payment_id in {"40010002", "7001"}
    for nonsense in (b"", b"[]", b"\xff", b'{"a":' * 50_000, b'{"paymentId":NaN}', b'{"token":[]}'):
        assert iyzico().read_notice({NAME: DIRECT_SIGNED}, nonsense) is None
        assert notified().read_notice({"x-cg-signature-v1": CRAFTGATE_SIGNED}, nonsense) is None
