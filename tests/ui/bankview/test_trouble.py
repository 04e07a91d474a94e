"""A bank page that fails, hangs, dies or asks: the view says so, decides nothing, and never sends a page twice."""

import socket

import pytest

from frontdesk.ui.bankview.returns import new_return_address
from tests.web.bank import Bank
from tests.web.bank_pages import form
from tests.web.driver import Engine

HERE = ("until_js", "!!document.querySelector('#here')")


@pytest.mark.parametrize("kind", ["test", "live"])
def test_a_certificate_that_nobody_vouches_for_is_refused(engine: Engine, bank: Bank, kind: str) -> None:
    """Live refuses it also where a test has pinned it."""
    pinned = bank.certificate if kind == "live" else ""
    address = bank.at(f"/certificate-{kind}", "bad-cert.test", "https")

    played = engine.visit(address, ("event", "ended", "certificate"), kind=kind, pinned=pinned)

    assert played.said("ended") == [["certificate"]]
    assert bank.requests(f"/certificate-{kind}") == []


def test_a_frames_certificate_is_refused_as_well(engine: Engine, bank: Bank) -> None:
    inner = bank.at("/certificate-frame", "bad-cert.test", "https")
    page = f"<iframe src='{inner}'></iframe>"

    engine.play(page, ("event", "ended", "certificate"), base_url=bank.at("/"))

    assert bank.requests("/certificate-frame") == []


def test_a_dead_renderer_is_said_once_and_nothing_is_loaded_again(engine: Engine, bank: Bank) -> None:
    played = engine.visit(bank.at("/dies"), HERE, ("kill_renderer",), ("event", "ended", "renderer_died"))

    assert played.said("ended") == [["renderer_died"]]
    assert len(bank.requests("/dies")) == 1


def test_a_page_that_never_answers_is_said_and_ends_at_the_deadline(engine: Engine, bank: Bank) -> None:
    played = engine.visit(
        bank.at("/never"),
        ("event", "stuck", "silent"),
        ("event", "ended", "deadline"),
        timings={"silent": 200, "deadline": 900},
    )

    assert played.said("returned") == []


def test_a_first_page_that_stands_still_goes_on_by_the_staffs_continue(engine: Engine) -> None:
    """Its field named "submit" hides the form's own method."""
    to = new_return_address()
    page = form(to, {"status": "ok", "submit": "Devam"}, then="<button>Devam</button>")

    played = engine.play(
        page, ("event", "stuck", "first_page"), ("submit",), ("event", "returned"), to=to, timings={"stuck": 300}
    )

    assert played.returned[2] == {"status": "ok", "submit": "Devam"}


def test_a_page_that_goes_on_is_not_called_stuck(engine: Engine, bank: Bank) -> None:
    steps = (HERE, ("js", "setTimeout(() => document.title = 'later', 600)"), ("until_js", "document.title == 'later'"))

    played = engine.visit(bank.at("/page"), *steps, timings={"stuck": 400})

    assert played.said("stuck") == []


def test_an_error_page_of_the_bank_stays_to_be_read(engine: Engine, bank: Bank) -> None:
    played = engine.visit(
        bank.at("/broken"), ("event", "ended", "load_failed"), ("js", "document.querySelector('#here').textContent")
    )

    assert played.values == ["the bank is tired"]


@pytest.mark.parametrize("way", ["cut", "refused"])
def test_a_bank_that_cannot_be_reached_is_said(engine: Engine, bank: Bank, way: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    address = bank.at("/cut") if way == "cut" else f"http://127.0.0.1:{port}/"

    engine.visit(address, ("event", "ended", "load_failed"))


def test_an_alert_is_a_bar_and_the_page_goes_on(engine: Engine, bank: Bank) -> None:
    js = "alert('Kod yanlış'); document.title = 'on'"
    on = ("until_js", "document.title == 'on'")

    played = engine.visit(bank.at("/page", "acs.bank.test", js=js), on, ("bar",), ("click", "OK"), ("bar",))

    assert played.values == ["acs.bank.test: Kod yanlış", ""]


@pytest.mark.parametrize(("button", "answer"), [("OK", True), ("Cancel", False)])
def test_a_confirm_waits_for_the_staff(engine: Engine, bank: Bank, button: str, answer: bool) -> None:
    js = "document.title = String(confirm('Vazgeçilsin mi?'))"

    played = engine.visit(
        bank.at("/page", js=js), ("click", button), ("until_js", "document.title != 'page'"), ("js", "document.title")
    )

    assert played.values == [str(answer).lower()]


def test_the_page_may_be_closed_while_it_asks(engine: Engine, bank: Bank) -> None:
    played = engine.visit(bank.at("/page", js="confirm('?')"), ("close_while_asking",), ("event", "closed"))

    assert played.said("ended") == []


def test_after_five_dialogs_the_page_is_no_longer_listened_to(engine: Engine, bank: Bank) -> None:
    js = "for (let i = 1; i < 9; i++) alert(i); document.title = String(confirm('?') || prompt('?'))"

    played = engine.visit(bank.at("/page", "acs.bank.test", js=js), ("until_js", "document.title == 'null'"), ("bar",))

    assert played.values == ["acs.bank.test: 5"]


@pytest.mark.parametrize("question", ["alert('!')", "confirm('?')"])
def test_a_page_that_asks_for_ever_is_ended(engine: Engine, bank: Bank, question: str) -> None:
    presses = [("click", "Cancel")] * 5 if "confirm" in question else []

    engine.visit(bank.at("/page", js=f"for (;;) {question}"), *presses, ("event", "ended", "misbehaved"))


def test_a_page_that_computes_for_ever_can_be_closed(engine: Engine, bank: Bank) -> None:
    for_ever = ("js", "setTimeout(() => { for (;;); })")

    engine.visit(bank.at("/page"), HERE, for_ever, ("close",), ("event", "closed"))


def test_nothing_is_said_after_the_end(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    js = f"setTimeout(() => location.href = '{to}?status=late', 400)"

    played = engine.visit(bank.at("/page", js=js), ("event", "ended", "deadline"), to=to, timings={"deadline": 300})

    assert played.said("returned") == []
    assert played.events[-1] == ["closed"]


def test_continue_never_submits_the_form_for_the_code(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    code = bank.at("/code", to=to)
    shown = ("until_js", "!!document.querySelector('#letters')")

    engine.visit(code, shown, ("submit",), ("js", "setTimeout(() => document.title = 'on', 100); 0"), shown)

    assert to not in {seen.query["to"] for seen in bank.requests("/coded")}


def test_a_page_that_will_not_be_left_is_left(engine: Engine, bank: Bank) -> None:
    engine.visit(bank.at("/page", js="onbeforeunload = e => e.preventDefault()"), HERE, ("close",), ("event", "closed"))
