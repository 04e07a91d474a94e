"""Whom the driver speaks to: the right certificate or nobody, with and without a proxy (fault rows 3, 4 and 26)."""

import asyncio
import datetime as dt
import ssl

import pytest
import trustme

from frontdesk.domain.gateway import NotSent, Refused, Unknown
from frontdesk.gateways.http import Driver
from tests.gateways.dialects import DIALECTS
from tests.gateways.line import at, carry
from tests.kit.fault_server import Visit, closed_port, fault_server

AUTHORITY = trustme.CA()
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
REFUSAL = DIALECTS[0].refusal("10051", "NOT_SUFFICIENT_FUNDS", 200)
REFUSED = Refused("not_enough_limit", "10051", "NOT_SUFFICIENT_FUNDS")


def server_context(
    authority: trustme.CA = AUTHORITY, name: str = "127.0.0.1", until: dt.datetime | None = None
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=until).configure_cert(context)
    return context


def trusting(authority: trustme.CA = AUTHORITY) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.configure_trust(context)
    return context


def refuse(visit: Visit) -> None:
    visit.read_request()
    visit.answer(REFUSAL.body)


def test_the_right_certificate_is_spoken_to() -> None:
    with fault_server(refuse, server_context()) as server:
        assert carry(at("iyzico", server.url), "place", Driver("live", ssl_context=trusting())) == REFUSED


@pytest.mark.parametrize(
    "context",
    [server_context(trustme.CA()), server_context(name="gateway.example"), server_context(until=LONG_AGO)],
    ids=["unknown authority", "another host", "expired"],
)
def test_row_3_a_wrong_certificate_is_named_and_nothing_is_sent(context: ssl.SSLContext) -> None:
    with fault_server(refuse, context) as server:
        told = carry(at("iyzico", server.url), "place", Driver("test", ssl_context=trusting()))
    assert told == NotSent("certificate")
    assert server.visits[0].received == b""


def test_row_3_an_unknown_authority_is_refused_by_the_system_s_own_list() -> None:
    with fault_server(refuse, server_context()) as server:
        assert carry(at("iyzico", server.url), "place", Driver("live")) == NotSent("certificate")


def test_row_3_an_old_tls_is_refused() -> None:
    context = server_context()
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with fault_server(refuse, context) as server:
        assert carry(at("iyzico", server.url), "place", Driver("live", ssl_context=trusting())) == NotSent()


def test_row_4_plain_http_on_a_tls_port_is_not_sent() -> None:
    def plain(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with fault_server(plain) as server:
        url = server.url.replace("http:", "https:")
        assert carry(at("iyzico", url), "place", Driver("live", ssl_context=trusting())) == NotSent()


def test_row_4_a_handshake_that_never_ends_is_not_sent() -> None:
    with fault_server(Visit.until_it_leaves) as server:
        url = server.url.replace("http:", "https:")
        driver = Driver("live", ssl_context=trusting(), connect_seconds=0.2)
        assert carry(at("iyzico", url), "place", driver) == NotSent()


def test_row_4_nor_when_the_outer_limit_comes_first() -> None:
    with fault_server(Visit.until_it_leaves) as server:
        url = server.url.replace("http:", "https:")
        assert carry(at("iyzico", url), "place", Driver("live", ssl_context=trusting()), limit=0.2) == NotSent()


def test_the_environment_names_neither_proxy_nor_key_log(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", f"{tmp_path}/keys.log")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with fault_server(refuse) as server:
        assert carry(at("iyzico", server.url), "place") == REFUSED
    assert Driver("live")._context().keylog_filename is None


def test_practice_knows_no_proxy() -> None:
    driver = Driver("practice", proxy=f"http://127.0.0.1:{closed_port()}")
    with fault_server(refuse) as server:
        assert carry(at("iyzico", server.url), "place", driver) == REFUSED


def through_proxy(visit: Visit, then: str) -> None:
    """A proxy: it opens the tunnel and becomes the gateway itself, or ends it some way before."""
    visit.read_request()
    if then == "refuses":
        visit.answer(b"no", "403 Forbidden")
        return
    visit.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    if then == "cuts":
        return
    visit.line = server_context(name="gateway.example").wrap_socket(visit.line, server_side=True)
    visit.received = b""
    visit.read_request()
    if then == "answers":
        visit.answer(REFUSAL.body)


@pytest.mark.parametrize(
    ("then", "told"),
    [("refuses", NotSent()), ("cuts", NotSent()), ("loses", Unknown("line_cut")), ("answers", REFUSED)],
)
def test_a_proxy_that_ends_the_tunnel_before_the_request_has_sent_nothing(then: str, told: object) -> None:
    with fault_server(lambda visit: through_proxy(visit, then)) as proxy:
        driver = Driver("live", proxy=proxy.url, ssl_context=trusting())
        assert carry(at("iyzico", "https://gateway.example"), "place", driver) == told
    assert proxy.visits[0].received.startswith(
        b"CONNECT gateway.example:443" if then in {"refuses", "cuts"} else b"POST"
    )


def test_a_captive_page_with_its_own_certificate_is_not_spoken_to() -> None:
    async def all_at_once() -> list[object]:
        driver = Driver("live", ssl_context=trusting())
        dialect = at("iyzico", server.url)
        calls = (driver.run(dialect.gateway, dialect.begin(verb), 5) for verb in ("place", "capture", "release"))
        return list(await asyncio.gather(*calls))

    with fault_server(refuse, server_context(trustme.CA(), "portal.example")) as server:
        assert asyncio.run(all_at_once()) == [NotSent("certificate")] * 3
