"""AHL Pay's hash: every worked example of the notes (§6.4) to the byte, alone and in the request that carries it."""

import hashlib

import pytest

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import PlaceOrder, WireRequest
from frontdesk.domain.money import Money
from frontdesk.gateways.ahlpay.profile import rnd_of
from frontdesk.gateways.signing import ahlpay_hash
from tests.gateways.dialect_ahlpay import TOKEN, ahlpay
from tests.gateways.samples import BUYER, hold, lira

KEY = "K7w!pQ2zLm9#Demo"
MERCHANT = "900451"
ORDER_A = "9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01"
ORDER_B = "51d0c7be-2f64-4f0a-8e39-7ab4d95c6e02"
THREEDS = (
    "C22DF846C1041597FA1C83B586FC9C14360F44D7BE9F6C97644ED2AA97A31811"
    "7532DFF1528610DDEE9E3D012A3DDDCEB077865C88D5C4B321B3BF66C0C9C5B7"
)
PREAUTH = (
    "344CE7F3F49AE4CE0FF6D65C1C63B1506C157EEC9AB2F8CDCDDA9CA8648F2EFD"
    "99B0E84D98188AE2315D964D0A95A6B0A1760573A7280452EB8F8D920897E219"
)
POSTAUTH = (
    "9DB1AF7699CCB50FD04FF49F1454087D13AB43833EA642A666A286E735DEE2F2"
    "289F6A9E73493763054F08B99A4E8DAB3503A3EDD1F3B4AF40E4B02BDA58567F"
)
VOID = (
    "329FCB3CAC3C6EC8ABF43DA4E77ADC78495703109B92EA58059C5EC34ADC7188"
    "6F7683395FD0B045D8F3EDE36F5D3D332BB555F98600C5EF0D6E8F82A77A38D0"
)
VOID_SENTINEL = (
    "52E888511B9AFECB68254F3BA71B75A37F434946CBE6D46DED347F34E3F688A6"
    "B23796F31B13FEB3AAC6AE9400733A131F30C97576FEDAE8F2790088B4F71636"
)
REFUND = (
    "72FA567212BA3490CEBA6CAB2514D2236458A8030ACB4EE22807F26FEA8320BA"
    "DD5A2BA0171991CC9EC02E8FEADF92F87B7DC5275C074E391D6F804DD4813076"
)
INQUIRY = (
    "3132CD2844B7E3D17D375DB93097AAE50E86FC52219C401FBD35DC04E2915E40"
    "9E3E23508464F0367F04F9672B1B8A8BC9D38843DF58B9257239371D4E79CA1A"
)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((KEY, "2026030914253107481920", ORDER_A, "325000", MERCHANT), THREEDS),
        ((KEY, "2026030914301244093551", ORDER_B, "150000", MERCHANT), PREAUTH),
        ((KEY, "2026031211024588217764", ORDER_A, "298050", MERCHANT), POSTAUTH),
        ((KEY, "2026030918100512660187", ORDER_B, "150000", MERCHANT), VOID),
        ((KEY, "2026030918100512660187", ORDER_B, "999999900", MERCHANT), VOID_SENTINEL),
        ((KEY, "2026031409331970015528", ORDER_A, "48050", MERCHANT), REFUND),
        ((KEY, "2026030914275566302841", ORDER_A, "", MERCHANT), INQUIRY),
        (
            ("abc", "1", "X1", "100", "5"),
            "5E2CE25056BFB6E369C9B3C2F57EC0DF5FD12245B5AC12250414C41B9D7CC051"
            "11DC7F81FA90D32F999DAC6200ED5CEB30AEA12E526A7D5481AB65FF9EF3CA63",
        ),
        (
            ("şifre", "1", "A", "100", "7"),
            "4B2B4965F2BE9677E79A7087766C34A53BEA5E90C3ADA2137D864F5088E75105"
            "5F72098B66C15EFB4B0135C356269A74577AE809571B738D8A392B7A78A56FE4",
        ),
    ],
    ids=["3ds", "preauth", "postauth", "void", "void sentinel", "refund", "inquiry", "small", "not ascii"],
)
def test_every_worked_example(parts: tuple[str, str, str, str, str], told: str) -> None:
    assert ahlpay_hash(*parts) == told


def test_the_mistakes_of_others_are_not_ours() -> None:
    """Wrong on purpose in the notes: UTF-8, a byte-order mark, big-endian, SHA-256."""
    string = KEY + "2026030914253107481920" + ORDER_A + "325000" + MERCHANT
    little = string.encode("utf-16-le")
    assert (len(string), len(little)) == (86, 172)
    wrong = [
        (hashlib.sha512(string.encode()), "5D622BE13CE9DB85"),
        (hashlib.sha512(b"\xff\xfe" + little), "8DB85E5BEDED82E0"),
        (hashlib.sha512(string.encode("utf-16-be")), "CB7E4C0895B9685B"),
        (hashlib.sha256(string.encode()), "1420CE0293CE1A21"),
    ]
    for digest, begins in wrong:
        assert digest.hexdigest().upper().startswith(begins)
        assert not THREEDS.startswith(begins)


def test_rnd_is_22_digits_of_the_attempts_key_alone() -> None:
    assert rnd_of(ORDER_A) == rnd_of(ORDER_A) != rnd_of(ORDER_B)
    for number in range(200):
        rnd = rnd_of(f"key-{number}")
        assert len(rnd) == 22
        assert rnd.isdigit()


# ------------------------------------------------------------------------------------- the bytes of every call


def place_order(**changes: object) -> PlaceOrder:
    fields = {
        "key": ORDER_B,
        "purpose": "hold",
        "amount": lira(150_000),
        "card": Card("4155650000000007", 12, 2030, "123", "DENIZ ORNEK"),
        "buyer": BUYER._replace(ip="203.0.113.24"),
        "item": "Depozito",
        "reference": "F-2026-0412",
        "language": "tr",
        **changes,
    }
    return PlaceOrder(**fields)  # type: ignore[arg-type]


def check(request: WireRequest, target: str, told: str, *, moves_money: bool = True) -> None:
    """Address, headers and every byte of the body; and nothing of it in a repr."""
    assert (request.method, request.target, request.moves_money) == ("POST", target, moves_money)
    assert request.headers == (
        ("Authorization", f"Bearer {TOKEN}"),
        ("Content-Type", "application/json; charset=utf-8"),
        ("Accept", "application/json"),
    )
    assert request.body.decode() == told
    for secret in ("4155650000000007", KEY, TOKEN, "sandbox-ExamplePassword"):
        assert secret not in repr(request)


def placed(order_id: str, total: str, kind: str, rnd: str, digest: str, more: str = "") -> str:
    return (
        '{"cardNumber":"4155650000000007","expiryDateMonth":"12","expiryDateYear":"2030","cvv":"123",'
        f'"cardHolderName":"DENIZ ORNEK","merchantId":900451,"totalAmount":"{total}","memberId":1,'
        f'"userCode":"pos.api@ornekotel.test","txnType":"{kind}","installmentCount":"0","currency":"949",'
        f'"orderId":"{order_id}","rnd":"{rnd}","hash":"{digest}",'
        f'"webUrl":"ornekotel.test","description":"Depozito F-2026-0412","requestIp":"203.0.113.24"{more}}}'
    )


def test_a_hold_without_the_banks_page() -> None:
    rnd = "2026030914301244093551"
    gateway = ahlpay(rnd=lambda _key: rnd, web_url="ornekotel.test")
    check(
        next(gateway.place(place_order())), "/api/Payment/PreAuth", placed(ORDER_B, "150000", "PreAuth", rnd, PREAUTH)
    )


def test_a_hold_with_the_banks_page_returns_to_its_own_address() -> None:
    rnd = "2026030914253107481920"
    gateway = ahlpay(rnd=lambda _key: rnd, web_url="ornekotel.test")
    address = "https://return.frontdesk.invalid/3ds/9b1f4a52"
    order = place_order(key=ORDER_A, amount=lira(325_000), return_address=address)
    more = f',"okUrl":"{address}?end=ok","failUrl":"{address}?end=fail"'
    body = placed(ORDER_A, "325000", "PreAuth", rnd, THREEDS, more)
    check(next(gateway.place(order)), "/api/Payment/Payment3DWithEventRedirect", body)


@pytest.mark.parametrize("path", ["/api/Payment/Payment3d", "/api/Payment/Payment3dBySecure"])
def test_another_member_of_the_family_is_sent_the_same(path: str) -> None:
    rnd = "2026030914253107481920"
    gateway = ahlpay(rnd=lambda _key: rnd, threeds_path=path, web_url="ornekotel.test")
    address = "https://return.frontdesk.invalid/3ds/9b1f4a52"
    order = place_order(key=ORDER_A, amount=lira(325_000), return_address=address, purpose="sale")
    more = f',"okUrl":"{address}?end=ok","failUrl":"{address}?end=fail"'
    check(next(gateway.place(order)), path, placed(ORDER_A, "325000", "Auth", rnd, THREEDS, more))


def test_a_sale_without_the_banks_page() -> None:
    rnd = "2026030914301244093551"
    gateway = ahlpay(rnd=lambda _key: rnd, web_url="ornekotel.test")
    body = placed(ORDER_B, "150000", "Auth", rnd, PREAUTH)
    check(next(gateway.place(place_order(purpose="sale"))), "/api/Payment/PaymentNon3D", body)


def test_a_capture_spells_paidamount_in_small_letters() -> None:
    rnd = "2026031211024588217764"
    held = hold(key=ORDER_A, amount=lira(325_000), references={"hold_auth_code": "S51377"})
    request = next(ahlpay(rnd=lambda _key: rnd).capture(held, lira(298_050), "verb-key"))
    body = (
        f'{{"merchantId":900451,"orderId":"{ORDER_A}","authCode":"S51377","paidamount":"298050","rnd":"{rnd}",'
        f'"hash":"{POSTAUTH}"}}'
    )
    check(request, "/api/Payment/PostAuth", body)


@pytest.mark.parametrize(
    ("mode", "total", "digest"), [("held", "150000", VOID), ("sentinel", "999999900", VOID_SENTINEL)]
)
def test_a_release_is_a_void(mode: str, total: str, digest: str) -> None:
    rnd = "2026030918100512660187"
    gateway = ahlpay(rnd=lambda _key: rnd, void_amount_mode=mode, give_back_text="Depozito iade F-2026-0412")
    request = next(gateway.release(hold(key=ORDER_B, buyer_ip="203.0.113.24"), "verb-key"))
    check(request, "/api/Payment/Void", given_back("Void", ORDER_B, total, rnd, digest, "Depozito iade F-2026-0412"))


def test_a_part_is_a_refund() -> None:
    rnd = "2026031409331970015528"
    gateway = ahlpay(rnd=lambda _key: rnd, give_back_text="Kismi iade F-2026-0388")
    held = hold(key=ORDER_A, amount=lira(325_000), captured=lira(298_050), buyer_ip="203.0.113.24")
    request = next(gateway.refund(held, lira(48_050), "verb-key", "refund"))
    check(request, "/api/Payment/Refund", given_back("Refund", ORDER_A, "48050", rnd, REFUND, "Kismi iade F-2026-0388"))


def given_back(kind: str, order_id: str, total: str, rnd: str, digest: str, text: str) -> str:
    return (
        f'{{"memberId":1,"merchantId":900451,"userCode":"pos.api@ornekotel.test","txnType":"{kind}",'
        f'"orderId":"{order_id}","totalAmount":"{total}","currency":"949","rnd":"{rnd}","hash":"{digest}",'
        f'"description":"{text}","requestIp":"203.0.113.24"}}'
    )


@pytest.mark.parametrize(("mode", "digest"), [("recipe", INQUIRY), ("empty", "")])
def test_a_question_names_our_order_number(mode: str, digest: str) -> None:
    rnd = "2026030914275566302841"
    request = next(ahlpay(rnd=lambda _key: rnd, inquiry_hash=mode).inquire(hold(key=ORDER_A)))
    body = f'{{"memberId":1,"merchantId":900451,"orderId":"{ORDER_A}","rnd":"{rnd}","hash":"{digest}"}}'
    check(request, "/api/Payment/PaymentInquiry", body, moves_money=False)


def test_a_question_repeats_the_rnd_of_the_start_call() -> None:
    """Even when no answer to that ever came (A14)."""
    start = next(ahlpay().place(place_order()))
    rnd = f'"rnd":"{rnd_of(ORDER_B)}"'.encode()
    assert rnd in start.body
    assert rnd in next(ahlpay().inquire(hold(key=ORDER_B))).body
    assert rnd not in next(ahlpay(inquiry_rnd="own").inquire(hold(key=ORDER_B))).body


def test_what_is_required_is_never_empty_and_the_text_is_plain() -> None:
    order = place_order(item="Oda 204 – Şeref’in depozitosu <b>", reference="İZM-1", buyer=BUYER._replace(ip=""))
    body = next(ahlpay().place(order)).body.decode()
    assert '"description":"Oda 204 Seref in depozitosu b IZM-1","requestIp":"127.0.0.1"' in body
    nothing = next(
        ahlpay(request_ip="192.0.2.7").place(place_order(item="", reference="", buyer=BUYER._replace(ip="")))
    )
    assert '"webUrl":"","description":"Depozito","requestIp":"192.0.2.7"' in nothing.body.decode()


def test_the_accounts_own_address_stands_before_the_houses() -> None:
    """One line corrects it (A12), in an order and in a release alike."""
    own = ahlpay(request_ip="192.0.2.7")
    order, held = place_order(buyer=BUYER._replace(ip="203.0.113.24")), hold(buyer_ip="203.0.113.24")
    for request in (next(own.place(order)), next(own.release(held, "verb-key"))):
        assert b'"requestIp":"192.0.2.7"' in request.body
    assert b'"requestIp":"203.0.113.24"' in next(ahlpay().place(order)).body
    assert b'"requestIp":"127.0.0.1"' in next(ahlpay().release(hold(buyer_ip=" "), "verb-key")).body


def test_a_hold_outlives_the_currency_in_the_settings() -> None:
    held = hold(amount=Money(150_000, "USD"), captured=Money(0, "USD"))
    assert b'"currency":"840"' in next(ahlpay().release(held, "verb-key")).body


def test_instalments_go_to_the_wire_and_a_single_payment_as_the_account_says() -> None:
    assert b'"installmentCount":"3"' in next(ahlpay().place(place_order(instalments=3))).body
    assert b'"installmentCount":"1"' in next(ahlpay(single_payment="1").place(place_order())).body
