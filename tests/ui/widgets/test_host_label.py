"""The host of a bank page in a narrow strip: whose it is can always be read."""

import pytest
from PySide6.QtGui import QFontMetrics

from frontdesk.ui.theme import font
from frontdesk.ui.widgets.host_label import HostLabel, owned_domain, shortened
from tests.kit.screens import dressed

LONG = "acs-secure-authentication.emv3ds.kart-dogrulama.bank.example.com.tr"


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        (LONG, "example.com.tr"),
        ("acs.bank.example", "bank.example"),
        ("bank.example", "bank.example"),
        ("pay.bank.tr", "bank.tr"),
        ("127.0.0.1", "127.0.0.1"),
        ("example.com.tr.false.example", "false.example"),
    ],
)
def test_the_owned_domain_is_told_apart(host: str, owned: str) -> None:
    assert owned_domain(host) == owned


@pytest.mark.parametrize("room", [10, 150, 200, 300, 400])
def test_the_middle_is_left_out_and_never_the_owned_domain(room: int) -> None:
    dressed("tr")
    metrics = QFontMetrics(font(14, strong=True))
    words = f"{LONG} · güvenli bağlantı"
    told = shortened(words, LONG, metrics, room)
    assert told.endswith("example.com.tr · güvenli bağlantı")
    assert "…" in told
    shown = told.removesuffix(" · güvenli bağlantı")
    assert metrics.horizontalAdvance(shown) <= room or shown == "…example.com.tr"


def test_what_is_left_out_is_under_the_mouse_and_for_screen_readers() -> None:
    dressed("tr")
    label = HostLabel("Bankaya bağlanılıyor")
    label.resize(300, 20)
    label.show()
    label.say(f"{LONG} · güvenli bağlantı", LONG)
    assert label.text() != label.words()
    assert label.toolTip() == f"{LONG} · güvenli bağlantı"
    assert label.accessibleDescription() == LONG
