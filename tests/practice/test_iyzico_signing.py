"""iyzico's worked examples (iyzico notes §3 and §11), and what the gateway says to a request that is not signed."""

import base64
import hashlib
import hmac

import pytest

from frontdesk.practice import iyzico
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico import signing
from frontdesk.practice.iyzico.three_d import callback_signature
from frontdesk.practice.wire_json import Json, Number, amount
from tests.practice.clients import Iyzico, parsed

API_KEY = "sandbox-ExampleApiKey00000000000001"
SECRET = "sandbox-ExampleSecret00000000000001"
NONCE = "1735689600000ab12cd34"
CAPTURE = (
    '{"locale":"tr","conversationId":"hold-7f3a-cap-1","paymentId":"40010001","paidPrice":"850.5",'
    '"currency":"TRY","ip":"192.0.2.10"}'
)
CANCEL = '{"locale":"tr","conversationId":"hold-7f3a-cxl-1","paymentId":"40010001","reason":"OTHER","description":'


@pytest.mark.parametrize(
    ("path", "body", "signature"),
    [
        ("/payment/postauth", CAPTURE, "879d517dcbdea12c072013f99242daa1866f9fad0f2bfc965930027d2cd7e952"),
        ("/v2/reporting/payment/details", "", "dc7d86cc7a47acfa8b1eed5fcb5ad6aa4ed20d33562ed1256d1e4e7d79a6ae03"),
        (
            "/payment/cancel",
            CANCEL + '"Çıkış yapıldı"}',
            "566ff5bf454f88bf82289b4cc57f4b4682d28d6d37e0c08be8d6c8cf24e21d48",
        ),
        (
            "/payment/cancel",
            CANCEL + r'"\u00c7\u0131k\u0131\u015f yap\u0131ld\u0131"}',
            "d290b3991e88474acae2a2158cd60b41e5781d90acf3c56d34614b91926588e4",
        ),
    ],
)
def test_worked_examples_of_request_signatures(path: str, body: str, signature: str) -> None:
    assert signing.request_signature(SECRET, NONCE, path, body.encode()) == signature
    token = base64.b64encode(f"apiKey:{API_KEY}&randomKey:{NONCE}&signature:{signature}".encode()).decode()
    request = Request("POST", path + "?locale=tr", {"authorization": f"IYZWSv2 {token}"}, body.encode())
    assert signing.refusal(request, API_KEY, SECRET) is None
    assert signing.refusal(request._replace(body=body.encode() + b" "), API_KEY, SECRET) == "1000"
    assert signing.refusal(request, API_KEY + "x", SECRET) == "1001"


PAYMENT: dict[str, Json] = {
    "paymentId": "40010001",
    "currency": "TRY",
    "basketId": "dep-7f3a",
    "conversationId": "hold-7f3a-1",
    "paidPrice": amount(150000),
    "price": amount(150000),
}


@pytest.mark.parametrize(
    ("changed", "names", "signature"),
    [
        ({}, signing.SIX, "d1ab095d2c3f7f2b72afaa34c633f5d5bce6e6bba4e61127b5e582b08b966eb4"),
        ({"basketId": None}, signing.SIX, "7e8969b58422dc8f0e10d301b3dbc214e7e0479b64f82dde52f97c2fe03edca1"),
        (
            {"conversationId": "hold-7f3a-cap-1", "paidPrice": Number("850.50000000")},
            signing.SIX,
            "8c9d3a71425c714fb7ccee07a3a899c63ed728b9ead683f4442ea866b50e9d57",
        ),
        (
            {"conversationId": "hold-7f3a-q-1", "paidPrice": Number("850.5")},
            signing.SIX,
            "a72690ddd9d5815caa56bc8d0835056779ad7b9775d704551356bbccd4e88519",
        ),
        (
            {"conversationId": "hold-7f3a-ref-1", "price": Number("200.0")},
            signing.REFUND,
            "756743059a02dc39e9b9cf20d7926e4a7a20cca1c8705d27b1dcb651a727f440",
        ),
        (
            {"paymentId": "40010002", "conversationId": "hold-7f3a-2"},
            signing.START,
            "af15c90fe3726881e8a2f92bc45097675ea5308e14d6d57ad054f3e06c74e2c5",
        ),
        (
            {"paymentId": "40010002", "conversationId": "hold-7f3a-2"},
            signing.SIX,
            "f3af36577c60c5ad531029f8da08aac924c478cb8e5965c423fcbf5f9cacf4e4",
        ),
    ],
)
def test_worked_examples_of_answer_signatures(changed: dict[str, Json], names: tuple[str, ...], signature: str) -> None:
    assert signing.answer_signature(SECRET, PAYMENT | changed, names) == signature


@pytest.mark.parametrize(
    ("status", "data", "md_status", "signature"),
    [
        ("success", "", "1", "8b9d3f6f3cda3b02a2ce43537cfdb88e8ce7cd83bb58e8a0c80d9c3ce67df231"),
        ("success", "cd-9081", "1", "3f10eb7a0b87737872176fc1b6a8d2231653caa737d4deeb72041e3418eab708"),
        ("failure", "", "0", "754c1582e2c009289306b4bfe1265563dd7b97f839f3297da3096436d9b0c982"),
    ],
)
def test_worked_examples_of_callback_signatures(status: str, data: str, md_status: str, signature: str) -> None:
    fields = {
        "status": status,
        "paymentId": "40010002",
        "conversationData": data,
        "conversationId": "hold-7f3a-2",
        "mdStatus": md_status,
    }
    assert callback_signature(SECRET, fields) == signature


def test_the_signed_bytes_count_not_their_meaning(iyz: Iyzico) -> None:
    spaced = b'{ "binNumber" :  "55287900" , "conversationId":"\\u00c7"}'
    assert iyz.call("POST", "/payment/bin/check", raw=spaced)["conversationId"] == "Ç"
    for body in (b"null", b"{}", b""):  # Python's, Node's and Java's way of a GET (§3.2)
        assert iyz.call("GET", "/payment/test", raw=body)["status"] == "success"


@pytest.mark.parametrize("header", ["", "IYZWS key:hash", "IYZWSv2 ***", "IYZWSv2 " + base64.b64encode(b"x").decode()])
def test_a_request_without_a_proper_header_is_refused(ground: Ground, header: str) -> None:
    answer = parsed(iyzico.handle(ground, Request("GET", "/payment/test", {"authorization": header})))
    assert answer["status"] == "failure"
    assert answer["errorCode"] in ("1000", "1001")


def test_refusals_of_wrong_keys(ground: Ground, iyz: Iyzico) -> None:
    iyz.account = ground.accounts["iyzico"] | {"secret_key": "sandbox-other"}
    refused = iyz.holds()
    assert (refused["errorCode"], refused["errorMessage"]) == ("1000", "Geçersiz imza")
    assert "errorGroup" not in refused.body
    iyz.account = ground.accounts["iyzico"] | {"api_key": "sandbox-other"}
    assert iyz.holds()["errorCode"] == "1001"
    assert not list(ground.bank.all())


def test_every_signed_answer_is_signed_over_its_own_values(iyz: Iyzico) -> None:
    held = iyz.holds("850.50")
    values = [held.text(name) for name in ("paymentId", "currency", "basketId", "conversationId")]
    text = ":".join([*values, "850.5", "850.5"])
    expected = signing.values_signature(iyz.account["secret_key"], text.split(":"))
    assert held["signature"] == expected
    assert expected == hmac.new(iyz.account["secret_key"].encode(), text.encode(), hashlib.sha256).hexdigest()
