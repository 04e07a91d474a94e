"""ÖderoPay's worked examples (ÖderoPay notes §3.3, §3.4, §7.3), and what the gateway says to a request badly signed."""

import pytest

from frontdesk.practice import oderopay
from frontdesk.practice.exchange import Request
from frontdesk.practice.ground import Ground
from frontdesk.practice.oderopay import signing
from tests.practice.clients import Oderopay, parsed

BASE = "https://sandbox-api-gateway.oderopay.com.tr"
KEYS = ("ak-otel-0017", "sk-Deniz!42")
NONCE = "N7q2Lr9sT4"
BODY_D = (
    '{"card":{"cardHolderName":"Ayşe Güneş","cardNumber":"5258640000000001","cvc":"000","expireMonth":"07",'
    '"expireYear":"2044"},"conversationId":"RZV-2026-000184","currency":"TRY","installment":1,'
    '"items":[{"externalId":"DEP-184","name":"Oda 204 depozito","price":1500.5}],"paidPrice":1500.5,'
    '"paymentGroup":"LISTING_OR_SUBSCRIPTION","paymentPhase":"PRE_AUTH","price":1500.5,"walletPrice":0}'
)
CARDS = "/payment/v1/cards?cardUserKey=5b1f0c52-7a77-4a3e-9a63-0f1d2c3b4a59&cardAlias=Oda%20204%20%C5%9Eeref"
SEARCH = "/payment-reporting/v1/payments?conversationId=RZV-2026-000184&page=0&size=10"
REFUND = '{"conversationId":"RZV-2026-000184","paymentId":7001}'


@pytest.mark.parametrize(
    ("target", "body", "signature"),
    [
        ("/payment-reporting/v1/payments/7001", "", "PRPj+V8Dpgn0adTAFebtKMulnhRGXyRC1UMKgwDzIN4="),
        (
            "/payment/v1/card-payments/7001/post-auth",
            '{"paidPrice":1250.5}',
            "HFiJ5EIS9x73U/3QsbL2YN6+NLZEHI4ioVrq4QzQxTI=",
        ),
        (CARDS, "", "0HuJRVJuMVVa9gdeNOxxgUNUFe9eKQ895F8kpBHmCyg="),
        ("/payment/v1/card-payments", BODY_D, "1i2yNt9mxv2CkDPu7iIxcfNGraCSMml0etdmW55SKjY="),
        (SEARCH, "", "IHbHH6OpQDP3Zs3njubVMjoM0Mm6dZMzfg9sog7s6jo="),
        ("/payment/v1/refunds", REFUND, "hnT73nwndxjSrUX0JFRT6a2vIkDsGURLbsX1YChLmL0="),
        (
            "/payment/v1/card-payments/3ds-complete",
            '{"paymentId":7001}',
            "u2KvxI6yHGZxIoMChPssG51en7SVDQ8ZSb2upanShxs=",
        ),
    ],
    ids="ABCDEFG",
)
def test_worked_examples(target: str, body: str, signature: str) -> None:
    assert signing.request_signatures(BASE, target, KEYS, NONCE, body) == {signature}
    method = "POST" if body else "GET"
    headers = {"x-api-key": KEYS[0], "x-rnd-key": NONCE, "x-auth-version": "V1", "x-signature": signature}
    request = Request(method, target, headers, body.encode())
    assert signing.refusal(request, KEYS, [BASE], any_case=False) is None
    elsewhere = signing.refusal(request, KEYS, ["http://127.0.0.1:1"], any_case=False)
    assert elsewhere == ("1003", "Signature is not equal!")


def test_the_encoded_url_gives_the_wrong_value() -> None:
    wrong = "/lQM6JHr+HJ5wW1wv9XN7RFn/BcGvt4NVrd3Gmxo5hk="
    assert wrong not in signing.request_signatures(BASE, CARDS, KEYS, NONCE, "")


def test_the_vector_of_the_clients_own_unit_tests() -> None:
    made = signing.request_signatures(
        "http://api-gateway.tokenpay.com.tr", "/onboarding/v1/buyers", ("api-key", "secret-key"), "rand-2010", ""
    )
    assert made == {"yRf3Cblvjp9tfHtR9NWSmZpV91HibpzXJt88ndEWxik="}


def test_the_callback_hashes() -> None:
    key = "cbk-9f3a1d27e5b84c60a1d2e3f405162738"
    fields = {
        "status": "SUCCESS",
        "completeStatus": "WAITING",
        "paymentId": "7001",
        "conversationData": "",
        "conversationId": "RZV-2026-000184",
        "callbackStatus": "",
    }
    first = signing.callback_hash_v1(key, fields)
    assert first == "a5569c7ddc592aa27763389a5dbd681261904847dc4b9ec441510f6f9869d02c"
    second = signing.callback_hash_v2(key, fields | {"mdStatus": "1", "hashParams": signing.V2_PARTS})
    assert second == "52b7bdc67c4f99f0a48f50ed03c74c59a95613de3fdf87ec2e1dce81e4b30398"


@pytest.mark.parametrize("version", ["v1", "V1", "1"])
def test_every_spelling_of_the_version_is_taken(ground: Ground, odero: Oderopay, version: str) -> None:
    request = odero.signed("GET", "/payment/v1/card-payments/1")
    request = request._replace(headers=dict(request.headers) | {"x-auth-version": version})
    assert oderopay.handle(ground, request).status == 404


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("x-api-key", "", "1001"),
        ("x-rnd-key", "", "1001"),
        ("x-signature", "", "1001"),
        ("x-auth-version", "v2", "1001"),
        ("x-api-key", "someone-else", "1002"),
        ("x-signature", "AAAA", "1003"),
    ],
)
def test_badly_signed_requests(ground: Ground, odero: Oderopay, header: str, value: str, code: str) -> None:
    request = odero.signed("POST", "/payment/v1/card-payments", odero.order())
    request = request._replace(headers=dict(request.headers) | {header: value})
    answer = parsed(oderopay.handle(ground, request))
    assert (answer.status, answer.part("errors")["errorCode"]) == (401, code)
    assert not list(ground.bank.all())


def test_further_base_addresses_and_upper_case_only_behind_a_switch(ground: Ground, odero: Oderopay) -> None:
    odero.account = odero.account | {"base_url": "https://desk.proxy.example"}
    assert odero.holds()["errorCode"] == "1003"
    ground.switches = ground.switches._replace(base_urls="https://a.example https://desk.proxy.example")
    assert odero.holds()["paymentStatus"] == "SUCCESS"
    request = odero.signed("GET", "/payment/v1/card-payments/1")
    loud = request._replace(headers=dict(request.headers) | {"x-signature": request.headers["x-signature"].upper()})
    assert oderopay.handle(ground, loud).status == 401
    ground.switches = ground.switches._replace(any_case=True)
    assert oderopay.handle(ground, loud).status == 404


def test_a_search_with_blanks_and_turkish_letters_is_signed_decoded(odero: Oderopay) -> None:
    odero.holds(key="Oda 204 Şeref")
    assert len(odero.searches("Oda 204 Şeref")) == 1
