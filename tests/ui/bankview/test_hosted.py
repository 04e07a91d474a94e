"""The gateway's own card page: gone to, not shown as html, and caught like a bank's page when it comes back."""

from frontdesk.ui.bankview.returns import new_return_address
from tests.web.bank import Bank
from tests.web.driver import Engine

TIMINGS = {"stuck": 300, "cover": 1}


def test_the_page_is_gone_to_and_its_return_caught(engine: Engine, bank: Bank) -> None:
    to = new_return_address()
    url = bank.at("/back", "gw.site.test", "https", to=to, how="post")

    played = engine.play("", ("event", "returned"), to=to, url=url, pinned=bank.certificate)

    assert played.returned == ("POST", "main", {"status": "başarı", "a": "1"})
    assert played.said("host_changed") == [["gw.site.test", True]]


def test_it_may_stand_while_the_guest_types_and_nothing_is_sent_for_them(engine: Engine, bank: Bank) -> None:
    url = bank.at("/same", "gw.site.test", "https")
    place = "document.URL"

    played = engine.play(
        "",
        ("until_js", f"{place} === {url!r}"),
        ("submit",),
        ("js", place),
        url=url,
        pinned=bank.certificate,
        timings=TIMINGS,
    )

    assert played.said("stuck") == []
    assert played.values == [url]


def test_a_live_page_without_tls_is_never_opened(engine: Engine, bank: Bank) -> None:
    played = engine.play("", ("event", "ended"), url=bank.at("/back", "gw.site.test", "http"), kind="live")

    assert played.said("ended") == [["refused"]]
