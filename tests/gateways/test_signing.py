"""Every worked example of both notes, to the byte."""

import base64
import hashlib
import hmac
import json

import pytest

from frontdesk.domain.gateway import ReturnedPage
from frontdesk.gateways.signing import (
    hmac_hex,
    iyzico_answer,
    iyzico_authorization,
    oderopay_callback,
    oderopay_signature,
    same,
)
from tests.gateways.samples import (
    CALLBACK_KEY,
    IYZICO_KEYS,
    IYZICO_URL,
    ODERO_KEYS,
    ODERO_URL,
    card,
    header,
    hold,
    iyzico,
    lira,
    oderopay,
    order,
)

RANDOM = "1735689600000ab12cd34"


def iyzico_signature(path: str, body: str) -> str:
    header = iyzico_authorization(IYZICO_KEYS.api_key, IYZICO_KEYS.secret_key, RANDOM, IYZICO_URL + path, body.encode())
    token = base64.b64decode(header.removeprefix("IYZWSv2 ")).decode()
    return token.rpartition(":")[2]


def test_iyzico_example_a_a_capture_as_the_gateway_builds_it() -> None:
    request = next(iyzico(RANDOM).capture(hold(), lira(85_050), "hold-7f3a-cap-1"))
    assert request.target == "/payment/postauth"
    assert request.body.decode() == (
        '{"locale":"tr","conversationId":"hold-7f3a-cap-1","paymentId":"40010001","paidPrice":"850.5","currency":"TRY",'
        '"ip":"192.0.2.10"}'
    )
    assert header(request, "Authorization") == (
        "IYZWSv2 YXBpS2V5OnNhbmRib3gtRXhhbXBsZUFwaUtleTAwMDAwMDAwMDAwMDAxJnJhbmRvbUtleToxNzM1Njg5NjAwMDAwYWIxMmNkMzQm"
        "c2lnbmF0dXJlOjg3OWQ1MTdkY2JkZWExMmMwNzIwMTNmOTkyNDJkYWExODY2ZjlmYWQwZjJiZmM5NjU5MzAwMjdkMmNkN2U5NTI="
    )
    assert header(request, "x-iyzi-rnd") == RANDOM


def test_iyzico_example_b_the_query_is_sent_but_not_signed() -> None:
    target = "/v2/reporting/payment/details?paymentId=40010001&locale=tr"
    signed = iyzico_authorization(IYZICO_KEYS.api_key, IYZICO_KEYS.secret_key, RANDOM, IYZICO_URL + target, b"")
    assert signed == (
        "IYZWSv2 YXBpS2V5OnNhbmRib3gtRXhhbXBsZUFwaUtleTAwMDAwMDAwMDAwMDAxJnJhbmRvbUtleToxNzM1Njg5NjAwMDAwYWIxMmNkMzQm"
        "c2lnbmF0dXJlOmRjN2Q4NmNjN2E0N2FjZmE4YjFlZWQ1ZmNiNWFkNmFhNGVkMjBkMzM1NjJlZDEyNTZkMWU0ZTdkNzlhNmFlMDM="
    )


def test_iyzico_example_c_the_bytes_that_are_sent_are_signed() -> None:
    raw = {
        "locale": "tr",
        "conversationId": "hold-7f3a-cxl-1",
        "paymentId": "40010001",
        "reason": "OTHER",
        "description": "Çıkış yapıldı",
    }
    plain = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    escaped = json.dumps(raw, separators=(",", ":"))
    assert (len(plain.encode()), len(escaped)) == (126, 150)
    assert (
        iyzico_signature("/payment/cancel", plain) == "566ff5bf454f88bf82289b4cc57f4b4682d28d6d37e0c08be8d6c8cf24e21d48"
    )
    assert (
        iyzico_signature("/payment/cancel", escaped)
        == "d290b3991e88474acae2a2158cd60b41e5781d90acf3c56d34614b91926588e4"
    )


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        (
            "40010001:TRY:dep-7f3a:hold-7f3a-1:1500:1500",
            "d1ab095d2c3f7f2b72afaa34c633f5d5bce6e6bba4e61127b5e582b08b966eb4",
        ),
        ("40010001:TRY::hold-7f3a-1:1500:1500", "7e8969b58422dc8f0e10d301b3dbc214e7e0479b64f82dde52f97c2fe03edca1"),
        (
            "40010001:TRY:dep-7f3a:hold-7f3a-cap-1:850.5:1500",
            "8c9d3a71425c714fb7ccee07a3a899c63ed728b9ead683f4442ea866b50e9d57",
        ),
        (
            "40010001:TRY:dep-7f3a:hold-7f3a-q-1:850.5:1500",
            "a72690ddd9d5815caa56bc8d0835056779ad7b9775d704551356bbccd4e88519",
        ),
        ("40010001:200:TRY:hold-7f3a-ref-1", "756743059a02dc39e9b9cf20d7926e4a7a20cca1c8705d27b1dcb651a727f440"),
        ("40010002:hold-7f3a-2", "af15c90fe3726881e8a2f92bc45097675ea5308e14d6d57ad054f3e06c74e2c5"),
        (
            "40010002:TRY:dep-7f3a:hold-7f3a-2:1500:1500",
            "f3af36577c60c5ad531029f8da08aac924c478cb8e5965c423fcbf5f9cacf4e4",
        ),
        (":hold-7f3a-2:1:40010002:success", "8b9d3f6f3cda3b02a2ce43537cfdb88e8ce7cd83bb58e8a0c80d9c3ce67df231"),
        ("cd-9081:hold-7f3a-2:1:40010002:success", "3f10eb7a0b87737872176fc1b6a8d2231653caa737d4deeb72041e3418eab708"),
        (":hold-7f3a-2:0:40010002:failure", "754c1582e2c009289306b4bfe1265563dd7b97f839f3297da3096436d9b0c982"),
    ],
)
def test_iyzico_signs_its_answers(text: str, signature: str) -> None:
    assert iyzico_answer(IYZICO_KEYS.secret_key, text.split(":")) == signature


@pytest.mark.parametrize(
    ("event", "signature"),
    [
        (
            "THREE_DS_AUTH40010002hold-7f3a-2SUCCESS",
            "1a13fe2b11bc34e151f5b5175f04ab160a100ca72793354b52aaccafdbcae4b7",
        ),
        (
            "CHECKOUT_FORM_AUTH400100030b1c2d3e-0000-4000-8000-00000000beefhold-7f3a-3SUCCESS",
            "2314e374a68f398dd96f2dc92a04452a72233273f2c8fd50fe784fd7df630846",
        ),
    ],
)
def test_iyzico_notices_start_with_the_secret_itself(event: str, signature: str) -> None:
    assert hmac_hex(IYZICO_KEYS.secret_key, (IYZICO_KEYS.secret_key + event).encode()) == signature


@pytest.mark.parametrize(
    ("target", "body", "signature"),
    [
        ("/payment-reporting/v1/payments/7001", "", "PRPj+V8Dpgn0adTAFebtKMulnhRGXyRC1UMKgwDzIN4="),
        (
            "/payment/v1/card-payments/7001/post-auth",
            '{"paidPrice":1250.5}',
            "HFiJ5EIS9x73U/3QsbL2YN6+NLZEHI4ioVrq4QzQxTI=",
        ),
        (
            "/payment/v1/cards?cardUserKey=5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59&cardAlias=Oda%20204%20%C5%9Eeref",
            "",
            "0HuJRVJuMVVa9gdeNOxxgUNUFe9eKQ895F8kpBHmCyg=",
        ),
        (
            "/payment-reporting/v1/payments?conversationId=RZV-2026-000184&page=0&size=10",
            "",
            "IHbHH6OpQDP3Zs3njubVMjoM0Mm6dZMzfg9sog7s6jo=",
        ),
        (
            "/payment/v1/refunds",
            '{"conversationId":"RZV-2026-000184","paymentId":7001}',
            "hnT73nwndxjSrUX0JFRT6a2vIkDsGURLbsX1YChLmL0=",
        ),
        (
            "/payment/v1/card-payments/3ds-complete",
            '{"paymentId":7001}',
            "u2KvxI6yHGZxIoMChPssG51en7SVDQ8ZSb2upanShxs=",
        ),
    ],
)
def test_oderopay_signs_the_decoded_address(target: str, body: str, signature: str) -> None:
    keys = ODERO_KEYS
    told = oderopay_signature(ODERO_URL + target, keys.api_key, keys.secret_key, "N7q2Lr9sT4", body.encode())
    assert told == signature
    assert told != "/lQM6JHr+HJ5wW1wv9XN7RFn/BcGvt4NVrd3Gmxo5hk="  # what signing the encoded address would give for C


def test_oderopay_vector_of_its_own_clients() -> None:
    url = "http://api-gateway.tokenpay.com.tr/onboarding/v1/buyers"
    told = oderopay_signature(url, "api-key", "secret-key", "rand-2010", b"")
    assert told == "yRf3Cblvjp9tfHtR9NWSmZpV91HibpzXJt88ndEWxik="


def test_oderopay_examples_as_the_gateway_builds_them() -> None:
    reservation = "RZV-2026-000184"
    deposit = order(
        key=reservation,
        amount=lira(150_050),
        card=card("5258640000000001", "Ayşe Güneş"),
        item="Oda 204 depozito",
        reference="DEP-184",
    )
    held = hold(key=reservation, payment_id="7001", amount=lira(150_050))
    page = ReturnedPage("authenticated", "7001")
    gateway = oderopay()
    built = {
        "B": next(gateway.capture(held, lira(125_050), "never sent")),
        "D": next(gateway.place(deposit)),
        "E": next(gateway.inquire(held._replace(payment_id=""))),
        "F": next(gateway.release(held, reservation)),
        "G": next(gateway.complete(held, page)),
    }
    assert {name: header(request, "x-signature") for name, request in built.items()} == {
        "B": "HFiJ5EIS9x73U/3QsbL2YN6+NLZEHI4ioVrq4QzQxTI=",
        "D": "1i2yNt9mxv2CkDPu7iIxcfNGraCSMml0etdmW55SKjY=",
        "E": "IHbHH6OpQDP3Zs3njubVMjoM0Mm6dZMzfg9sog7s6jo=",
        "F": "hnT73nwndxjSrUX0JFRT6a2vIkDsGURLbsX1YChLmL0=",
        "G": "u2KvxI6yHGZxIoMChPssG51en7SVDQ8ZSb2upanShxs=",
    }
    assert len(built["D"].body) == 387
    assert header(built["D"], "x-auth-version") == "v1"


CALLBACK = {
    "status": "SUCCESS",
    "conversationId": "RZV-2026-000184",
    "paymentId": "7001",
    "completeStatus": "WAITING",
    "callbackStatus": "",
    "conversationData": "",
}


def test_oderopay_callback_hash_v1() -> None:
    assert (
        oderopay_callback(CALLBACK_KEY, CALLBACK) == "a5569c7ddc592aa27763389a5dbd681261904847dc4b9ec441510f6f9869d02c"
    )


def test_oderopay_callback_hash_v2_and_none_over_a_part_of_the_fields() -> None:
    names = "status:callbackStatus:completeStatus:paymentId:conversationData:conversationId:mdStatus"
    fields = {**CALLBACK, "mdStatus": "1", "hashParams": names}
    assert oderopay_callback(CALLBACK_KEY, fields) == "52b7bdc67c4f99f0a48f50ed03c74c59a95613de3fdf87ec2e1dce81e4b30398"
    assert oderopay_callback(CALLBACK_KEY, {**fields, "hashParams": "conversationId"}) == ""


def test_oderopay_notice_of_its_sibling() -> None:
    """The webhook of the sibling gateway (ÖderoPay notes §14): a plain HMAC in base64."""
    told = hmac.new(b"whk-41c7be90d2", b"API_AUTH1784201400SUCCESS7001", hashlib.sha256).digest()
    assert base64.b64encode(told).decode() == "yyqGUMwJ+F74RaaGeYjpwOIehxZfRJgHwOMohQ5tlRk="


def test_nothing_equals_an_empty_signature_and_odd_letters_raise_nothing() -> None:
    assert not same("", "")
    assert not same("ş", "a")
    assert not same("\ud800", "a")
    assert same("a", "a")
