"""The return is caught whatever way the bank sends the browser back, and its fields arrive (three-d-secure B1–B15)."""

import pytest

from frontdesk.ui.bankview.returns import new_return_address
from tests.web.bank import Bank
from tests.web.bank_pages import LARGE, form
from tests.web.driver import Engine

FIELDS = {"status": "başarı", "a": "1"}
STATUS = {"status": "başarı"}


@pytest.mark.parametrize(
    ("how", "method", "fields"),
    [
        ("post", "POST", FIELDS),
        ("late", "POST", FIELDS),
        ("multipart", "POST", FIELDS),
        ("empty", "POST", {}),
        ("large", "POST", {"cres": LARGE}),
        ("double", "POST", FIELDS),
        ("triple", "POST", FIELDS),
        ("blank", "POST", FIELDS),
        ("get", "GET", FIELDS),
        ("script", "GET", STATUS),
        ("meta", "GET", STATUS),
        ("302", "GET", STATUS),
        ("303", "GET", STATUS),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_way_back_is_caught_with_its_fields(
    engine: Engine, bank: Bank, scheme: str, how: str, method: str, fields: dict[str, str]
) -> None:
    to = new_return_address()

    played = engine.visit(bank.at("/back", "acs.bank.test", scheme, to=to, how=how), ("event", "returned"), to=to)

    assert played.returned == (method, "main", fields)


def test_a_servers_307_counts_as_a_return_without_fields(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    page = form(bank.at("/back", to=to, how="307"), {"cres": "x"})

    played = engine.play(page, ("event", "returned"), to=to, base_url=bank.at("/"))

    assert played.returned == ("POST", "main", {})


@pytest.mark.parametrize("how", ["post", "multipart", "get", "302", "large"])
def test_a_return_inside_a_frame_is_caught(engine: Engine, bank: Bank, how: str) -> None:
    to = new_return_address()

    played = engine.visit(bank.at("/frame", "acs.bank.test", "https", to=to, how=how), ("event", "returned"), to=to)

    method, frame, fields = played.returned
    assert frame == "sub"
    assert method == ("GET" if how in {"get", "302"} else "POST")
    assert fields


def test_a_return_from_a_pop_up_is_caught(engine: Engine, bank: Bank) -> None:
    to = new_return_address()

    played = engine.visit(
        bank.at("/popup", "acs.bank.test", "https", to=to, how="post"), ("event", "returned"), ("popups",), to=to
    )

    assert played.returned == ("POST", "main", FIELDS)
    assert played.values == [0], "the pop-up closes when the return is caught"


def test_a_chain_over_three_hosts_is_followed(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    back = bank.at("/back", "gw.site.test", "https", to=to, how="post")
    acs = bank.at("/hop", "acs.bank.test", "https", next=back)

    played = engine.visit(bank.at("/hop", "acquirer.test", "https", next=acs), ("event", "returned"), to=to)

    hosts = [host for host, _ in played.said("host_changed")]
    assert [host for host in hosts if host != "gw.site.test"] == ["acquirer.test", "acs.bank.test"]
    assert all(secure for _, secure in played.said("host_changed"))
    assert played.returned == ("POST", "main", FIELDS)


def test_where_no_fields_are_needed_the_request_stays_on_the_machine(engine: Engine, bank: Bank) -> None:
    to = new_return_address()

    played = engine.visit(bank.at("/back", to=to, how="post"), ("event", "returned"), to=to, needs_fields=False)

    assert played.returned == ("POST", "main", {})


def test_a_bank_page_with_strict_rules_still_returns(engine: Engine, bank: Bank) -> None:
    """Its form-action names the return address only; what the engine makes of the bridge must not lose the return."""
    to = new_return_address()

    played = engine.visit(
        bank.at("/strict", "acs.bank.test", "https", to=to), ("event", "returned"), to=to, timings={"bridge": 300}
    )

    assert played.returned[0] == "POST"


@pytest.mark.parametrize("near", ["/other", "", "x", "/", "?token"])
def test_an_address_that_only_looks_like_the_return_is_none(engine: Engine, bank: Bank, near: str) -> None:
    """Also as text inside the query of a bank's address."""
    to = bank.at("/3ds/0123456789abcdef")
    wrong = {"?token": bank.at("/page", token=to), "": bank.at("/3ds/0123456789abcde")}.get(near, to + near)

    played = engine.visit(wrong, ("until_js", "!!document.querySelector('#here')"), to=to)

    assert played.said("returned") == []


def test_pictures_and_scripts_at_the_return_address_are_no_return(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    probe = f"fetch('{to}', {{mode: 'no-cors'}}).catch(() => document.title = 'refused')"

    played = engine.visit(bank.at("/page", js=probe), ("until_js", "document.title == 'refused'"), to=to)

    assert played.said("returned") == []


def test_a_return_without_any_page_is_caught_before_the_cover_lifts(engine: Engine) -> None:
    to = new_return_address()

    played = engine.play(form(to, {"status": "ok"}), ("event", "returned"), to=to)

    assert played.returned == ("POST", "main", {"status": "ok"})
