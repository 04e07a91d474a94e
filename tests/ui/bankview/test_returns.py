"""Addresses that a page may open, the exact compare of the return, and its fields out of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.bankview.addresses import is_inside, may_fetch, may_frame, may_open
from frontdesk.ui.bankview.returns import BankReturn, ReturnTarget, new_return_address, read_body, read_query

FORM = "application/x-www-form-urlencoded"
TO = "https://return.frontdesk.invalid/3ds/0123456789abcdef"
LETTERS = "ŞşĞğİıÇçÖöÜü"


def test_every_payment_has_an_address_of_its_own() -> None:
    addresses = {new_return_address("donus.example.com") for _ in range(100)}

    assert len(addresses) == 100
    assert all(address.startswith("https://donus.example.com/3ds/") and len(address) == 62 for address in addresses)


@pytest.mark.parametrize("same", [TO, f"{TO}?status=ok", f"{TO}#x", TO.replace(".invalid/", ".invalid:443/")])
def test_the_return_is_known_by_scheme_host_port_and_path(same: str) -> None:
    assert ReturnTarget.of(TO).matches(same)


@pytest.mark.parametrize(
    "other",
    [
        TO.replace("https", "http"),
        TO.replace(".invalid/", ".invalid:8443/"),
        TO.replace("return.", "return2."),
        f"{TO}0",
        f"{TO}/",
        TO[:-1],
        TO.replace("/3ds/", "/3DS/"),
        f"https://acs.example.com/?to={TO}",
        f"https://return.frontdesk.invalid.example.com{TO[32:]}",
        "https://[::1",
        "https://return.frontdesk.invalid:99999/3ds/0123456789abcdef",
        "data:text/html,x",
        "",
    ],
)
def test_nothing_else_is_the_return(other: str) -> None:
    assert not ReturnTarget.of(TO).matches(other)


@pytest.mark.parametrize("bad", ["", "https://", "https://host", "https://host/", "ftp://host/3ds/x", "/3ds/x"])
def test_a_return_address_has_host_and_path(bad: str) -> None:
    with pytest.raises(ValueError, match="return address"):
        ReturnTarget.of(bad)


@pytest.mark.parametrize("codec", ["utf-8", "cp1254", "iso-8859-9"])
def test_turkish_fields_are_read_in_any_of_the_banks_charsets(codec: str) -> None:
    value = "".join(f"%{byte:02X}" for byte in LETTERS.encode(codec))

    assert read_body(FORM, f"name={value}&a=b+c&empty=&a=2".encode()) == (
        ("name", LETTERS),
        ("a", "b c"),
        ("empty", ""),
        ("a", "2"),
    )
    assert read_body(f"{FORM}; charset={codec}", f"name={value}".encode()) == (("name", LETTERS),)
    assert read_query(f"{TO}?name={value}") == (("name", LETTERS),)


def test_a_charset_that_is_announced_goes_first() -> None:
    assert read_body(f"{FORM}; charset=windows-1254", b"a=%C4%B1") == (("a", "Ä±"),)
    assert read_body(FORM, b"_charset_=latin5&a=%DE")[1] == ("a", "Ş")
    assert read_body(f"{FORM}; charset=nonsense", b"a=%DE") == (("a", "Ş"),)


def test_multipart_is_read() -> None:
    body = (
        '--B\r\nContent-Disposition: form-data; name="status"\r\n\r\nbaşarı\r\n'
        '--B\r\nContent-Disposition: form-data; name="two"\r\n\r\nline\r\nline\r\n'
        '--B\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nno\r\n--B--\r\n'
    )

    assert read_body("multipart/form-data; boundary=B", body.encode()) == (
        ("status", "başarı"),
        ("two", "line\r\nline"),
    )


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/json", "multipart/form-data", "\r\nX: y", "multipart/"]
)
def test_anything_else_has_no_fields(kind: str) -> None:
    assert read_body(kind, b'{"status": "ok"}') == ()


@given(kind=st.sampled_from([FORM, "multipart/form-data; boundary=b", FORM + "; charset=utf-16"]), body=st.binary())
def test_no_bytes_break_the_reading(kind: str, body: bytes) -> None:
    read_body(kind, body)
    read_body(kind, b"--b\r\n" + body + b"\r\n--b--")


def test_a_return_does_not_show_its_fields() -> None:
    assert "secret" not in repr(BankReturn("POST", (("a", "secret"),), "main", 0.0))


PUBLIC = ["https://acs.bank.com.tr/otp", "https://acs.bank.com.tr:8443/", "https://8.8.8.8/", "https://[2606:4700::1]/"]
INSIDE = [
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://[::1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://localhost/",
    "https://desk.localhost/",
    "https://printer.local/",
    "https://router/",
    "https://router./",
    "https://nas.lan/",
    "https://box.home.arpa/",
    "https://pms.internal/",
]
NOT_WEB = [
    "file:///x",
    "ftp://a.com/",
    "data:text/html,x",
    "javascript:1",
    "qrc:/x",
    "chrome://gpu",
    "about:blank",
    "https:///x",
    "",
    "https://[::1",
    "https://a:b/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_live_opens_public_https(address: str) -> None:
    assert may_open(address, "live")
    assert not may_open(address.replace("https", "http"), "live")
    assert may_open(address.replace("https", "http"), "test")


@pytest.mark.parametrize("address", INSIDE)
def test_live_refuses_what_is_inside_the_house(address: str) -> None:
    assert not may_open(address, "live")


@pytest.mark.parametrize("address", NOT_WEB)
def test_no_kind_opens_what_is_not_web(address: str) -> None:
    assert not may_open(address, "live")
    assert not may_open(address, "test")
    assert not may_open(address, "practice")


@pytest.mark.parametrize("address", [*PUBLIC, *INSIDE[1:]])
def test_practice_opens_127_0_0_1_only(address: str) -> None:
    assert not may_open(address, "practice")
    assert not may_fetch(address, "practice")
    assert may_fetch(address, "live")


def test_practice_opens_its_own_machine() -> None:
    assert may_open("http://127.0.0.1:8080/otp", "practice")
    assert may_fetch("data:image/png;base64,x", "practice")


@pytest.mark.parametrize(
    ("address", "may"), [("https://a/", True), ("data:x", True), ("blob:x", True), ("about:srcdoc", True)]
)
def test_frames_of_banks(address: str, may: bool) -> None:
    assert may_frame(address) is may


@pytest.mark.parametrize("address", ["file:///x", "chrome://gpu", "qrc:/x", "view-source:https://a/", "ftp://a/"])
def test_frames_of_nobody(address: str) -> None:
    assert not may_frame(address)


def test_names_that_only_end_alike_are_outside() -> None:
    assert not is_inside("bank-local.com.tr")
    assert not is_inside("notlocal.example.com")
