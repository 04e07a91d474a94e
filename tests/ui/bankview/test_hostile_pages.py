"""Pages that each try something a payment page has no business with: none gets it, and the page's script goes on."""

import json

import pytest

from frontdesk.ui.bankview.returns import new_return_address
from tests.web.bank import Bank
from tests.web.bank_pages import form
from tests.web.driver import Engine

HERE = ("until_js", "!!document.querySelector('#here')")
DONE = ("until_js", "document.title == 'done'")
WHERE = ("js", "location.pathname")

# Each is awaited; what it throws is the refusal, what it returns is what the page got.
REFUSED_BY_ANSWER = {
    "notifications": "Notification.requestPermission().then(x => { if (x == 'denied') throw x; return x })",
    "location": "new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))",
    "camera": "navigator.mediaDevices.getUserMedia({video: true})",
    "microphone": "navigator.mediaDevices.getUserMedia({audio: true})",
    "screen": "navigator.mediaDevices.getDisplayMedia({video: true})",
    "clipboard": "navigator.clipboard.readText()",
    "clipboard_write": "navigator.clipboard.writeText('x')",
    "full_screen": "document.documentElement.requestFullscreen()",
    "file_picker": "showOpenFilePicker()",
    "folder_picker": "showDirectoryPicker()",
    "midi": "navigator.requestMIDIAccess({sysex: true})",
    "usb": "navigator.usb.requestDevice({filters: []})",
    "serial": "navigator.serial.requestPort()",
    "bluetooth": "navigator.bluetooth.requestDevice({acceptAllDevices: true})",
    "local_fonts": "queryLocalFonts().then(x => { if (!x.length) throw 'none'; return x })",
    "pointer_lock": "document.documentElement.requestPointerLock()",
    "wake_lock": "navigator.wakeLock.request('screen')",
    "file_fetch": "fetch('file:///etc/hostname')",
    "qrc_fetch": "fetch('qrc:/qt-project.org')",
    "chrome_fetch": "fetch('chrome://version')",
    "web_authn": "navigator.credentials.get({publicKey: {challenge: new Uint8Array(16), timeout: 500}})",
    "payment_request": "new PaymentRequest([{supportedMethods: 'basic-card'}], {total: {label: 'x', amount:"
    " {currency: 'TRY', value: '1'}}}).show()",
}

LEFT_FOR = [
    "file:///etc/hostname",
    "qrc:/x",
    "chrome://version",
    "chrome://crash",
    "chrome-devtools://devtools/bundled/inspector.html",
    "devtools://devtools/bundled/inspector.html",
    "view-source:http://127.0.0.1/",
    "data:text/html,<p id=escaped>",
    "ftp://127.0.0.1/",
    "javascript:void(document.title='ran')",
    "filesystem:http://127.0.0.1/x",
    "tel:+905551112233",
    "mailto:someone@example.com",
    "intent://pay#Intent;end",
    "bankname://approve",
    "ws://127.0.0.1/",
]


@pytest.mark.parametrize("what", sorted(REFUSED_BY_ANSWER))
def test_what_a_page_asks_for_is_refused(engine: Engine, bank: Bank, what: str) -> None:
    tried = f"async () => {{ try {{ await {REFUSED_BY_ANSWER[what]}; return 'got it' }} catch {{ return 'no' }} }}"
    js = f"({tried})().then(x => {{ window.answer = x; document.title = 'done' }}); 0"

    played = engine.visit(bank.at("/page"), HERE, ("js", js), DONE, ("js", "window.answer"))

    assert played.values[-1] == "no"


@pytest.mark.parametrize("address", LEFT_FOR)
def test_a_page_does_not_leave_for_a_forbidden_address(engine: Engine, bank: Bank, address: str) -> None:
    """By window, frame and script. A frame of data: is a bank's good right; it only must not be the page."""
    url = json.dumps(address)
    frame = f"const f = document.createElement('iframe'); f.src = {url}; document.body.append(f); 0"
    later = ("js", "setTimeout(() => document.title = 'done', 60); 0")
    tries = (("js", f"window.open({url}); 0"), ("js", frame), ("js", f"location.href = {url}; 0"))

    played = engine.visit(bank.at("/page"), HERE, *tries, later, DONE, WHERE, ("popups_went",))

    assert played.values[-2] == "/page"
    assert played.values[-1] in {"", "about:blank"}


def test_live_opens_only_https_outside_the_house(engine: Engine, bank: Bank) -> None:
    for address in (bank.at("/live", "acs.bank.test"), bank.at("/live", scheme="https"), "https://10.0.0.1/live"):
        played = engine.visit(address, ("event", "ended", "refused"), kind="live")
        assert played.said("ended") == [["refused"]]
    assert bank.requests("/live") == []


def test_practice_never_leaves_the_machine(engine: Engine, bank: Bank) -> None:
    picture = bank.at("/practice", "acs.bank.test")
    js = f"const i = new Image(); i.onerror = () => document.title = 'done'; i.src = '{picture}'"

    engine.visit(bank.at("/page", js=js), DONE, kind="practice")
    engine.visit(picture, ("event", "ended", "refused"), kind="practice")

    assert bank.requests("/practice") == []


def test_at_most_three_windows(engine: Engine, bank: Bank) -> None:
    js = "window.got = [1,2,3,4,5].map(() => window.open('about:blank')); document.title = 'done'"

    played = engine.visit(bank.at("/page", js=js), DONE, ("popups",))

    assert played.values == [3]


def test_a_window_that_the_staff_shut_is_closed_for_its_page_too(engine: Engine, bank: Bank) -> None:
    js = "window.w = window.open('about:blank')"

    engine.visit(bank.at("/page", js=js), HERE, ("shut_popup",), ("until_js", "window.w.closed"))


def test_a_window_talks_to_the_page_that_opened_it_and_closes_itself(engine: Engine, bank: Bank) -> None:
    inner = bank.at("/page", js="opener.postMessage('approved', '*'); window.close()")
    js = f"onmessage = e => document.title = 'done'; window.w = window.open('{inner}')"

    played = engine.visit(bank.at("/page", js=js), DONE, ("until_js", "window.w.closed"), ("popups",))

    assert played.values == [0]


def test_a_download_is_refused(engine: Engine, bank: Bank) -> None:
    js = f"location.href = '{bank.at('/download')}'"
    later = "setTimeout(() => document.title = 'done', 200); 0"

    played = engine.visit(bank.at("/page"), HERE, ("js", f"{js}; 0"), ("js", later), DONE, WHERE)

    assert played.values[-1] == "/page"


def test_a_password_is_not_asked_for(engine: Engine, bank: Bank) -> None:
    """Left alone the engine sends an empty name some thirty times; one may be on its way before the load is stopped."""
    engine.visit(bank.at("/password"), ("event", "ended", "load_failed"))

    sent = [seen.headers.get("authorization") for seen in bank.requests("/password")]
    assert sent in ([None], [None, "Basic Og=="])


@pytest.mark.parametrize("way", ["location.reload()", "history.back()", "history.go(-1)", "history.go(0)"])
def test_nothing_is_sent_twice_by_reload_or_back(engine: Engine, bank: Bank, way: str) -> None:
    to = new_return_address()
    page = form(bank.at("/page", once=to), {"PaReq": "x"})
    later = "setTimeout(() => document.title = 'done', 150); 0"

    engine.play(page, HERE, ("js", f"{way}; 0"), ("js", later), DONE, to=to)

    assert sum(seen.query.get("once") == to for seen in bank.seen) == 1


def test_a_bank_may_answer_a_form_with_a_redirect_to_the_same_place(engine: Engine, bank: Bank) -> None:
    """Which the engine tells apart from a reload by nothing but its time."""
    send = ("js", "document.forms[0].submit(); 0")
    # The document that sends is marked, so that the next one is waited for and not the one that is still there.
    mark = ("js", "document.old = true; 0")
    again = ("until_js", "!document.old && performance.getEntriesByType('navigation')[0].redirectCount == 1")

    engine.visit(bank.at("/same"), HERE, mark, send, again, HERE, mark, send, again, HERE)

    assert [seen.method for seen in bank.requests("/same")] == ["GET", "POST", "GET", "POST", "GET"]


def test_nothing_is_sent_twice_by_keys_and_mouse(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    page = form(bank.at("/page", once=to), {"PaReq": "x"})
    later = "setTimeout(() => document.title = 'done', 150); 0"

    played = engine.play(page, HERE, ("history_inputs",), ("js", later), DONE, WHERE, to=to)

    assert played.values[-1] == "/page"
    assert sum(seen.query.get("once") == to for seen in bank.seen) == 1


def test_a_page_that_waits_by_calling_itself_is_let(engine: Engine, bank: Bank) -> None:
    """Waiting for the guest's phone by refresh is no chain of forty places (three-d-secure B7)."""
    js = "name = Number(name || 0) + 1; if (name < 40) location.href = location.pathname + location.search + name"

    played = engine.visit(bank.at("/page", js=js + "//"), ("until_js", "name == '40'"))

    assert played.said("ended") == []


def test_a_page_that_wanders_for_ever_is_ended(engine: Engine, bank: Bank) -> None:
    engine.visit(bank.at("/wander"), ("event", "ended", "misbehaved"))

    assert 20 < sum(seen.path.startswith("/wander") for seen in bank.seen) < 40
