"""Masking, proved on a transcript of a whole deposit in both dialects."""

import base64
import json
from urllib.parse import quote, quote_plus

import pytest

from frontdesk.domain.gateway import WireRequest
from frontdesk.gateways.scrub import MASK, scrub
from tests.gateways.dialects import DIALECTS, MONEY_VERBS
from tests.gateways.samples import BUYER, IYZICO_KEYS, ODERO_KEYS, card
from tests.kit.in_memory import run_in_memory

NUMBER = card().number
SECRETS = (NUMBER, "DENIZ ORNEK", BUYER.identity, BUYER.email, IYZICO_KEYS.api_key, ODERO_KEYS.api_key, '"cvc":"000"')


def transcript() -> str:
    """Everything that travels in a deposit, as somebody would log it who should not."""
    heard: list[str] = []
    for dialect in DIALECTS:
        for verb in (*MONEY_VERBS, "inquire"):
            bank = dialect.bank(verb)

            def handle(request: WireRequest, bank: object = bank) -> object:
                response = bank(request)  # type: ignore[operator]
                heard.append(f"{request.method} {request.target} HTTP/1.1")
                heard.extend(f"{name}: {value}" for name, value in request.headers)
                heard.extend((request.body.decode(), response.body.decode()))
                return response

            run_in_memory(dialect.begin(verb), handle)  # type: ignore[arg-type]
    return "\r\n".join(heard)


def test_nothing_secret_stays_of_a_transcript() -> None:
    raw = transcript()
    for secret in SECRETS:
        assert secret in raw or secret in base64.b64decode(raw.partition("IYZWSv2 ")[2].partition("\r")[0]).decode()
    shown = scrub(raw)
    for secret in SECRETS:
        assert secret not in shown
    assert "IYZWSv2" not in shown
    assert "paymentStatus" in shown
    assert "40010001" in shown


@pytest.mark.parametrize(
    "spelled",
    [
        NUMBER,
        "5528 7900 0000 0008",
        "5528-7900-0000-0008",
        "5528.7900.0000.0008",
        quote("5528 7900 0000 0008"),
        quote_plus("5528 7900 0000 0008"),
        f"00{NUMBER}",
        f"{NUMBER}30",
        json.dumps({"a": NUMBER}),
        json.dumps(json.dumps({"cardNumber": NUMBER})),
        f"cardNumber={NUMBER}&cvc=000",
        f"/p?pan={NUMBER}",
        "374427000000003",
        "9792072000017956",
    ],
)
def test_a_card_number_is_masked_however_it_is_spelled(spelled: str) -> None:
    shown = scrub(f"before {spelled} after")
    assert MASK in shown
    assert sum(letter.isdigit() for letter in shown) <= 3
    assert shown.startswith("before ")


def test_bytes_that_are_no_text_are_scrubbed_too() -> None:
    assert NUMBER not in scrub(b"\xff\xfe" + NUMBER.encode() + b"\x00")


@pytest.mark.parametrize(
    "harmless",
    ["/payment/v1/card-payments/7001/post-auth", "payment 40010001 held 1500.50 TRY", "2026-11-21 18:52:03,123", ""],
)
def test_what_is_harmless_stays(harmless: str) -> None:
    assert scrub(harmless) == harmless
