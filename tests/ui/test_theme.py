"""Palettes are complete, legible, and nothing else holds a colour."""

import json
import re

import pytest
from PySide6.QtGui import QColor

from frontdesk.ui import theme
from frontdesk.ui.shelf import read, shelf
from frontdesk.ui.theme import Looks
from tests.kit.screens import dressed

PALETTES: dict[str, dict[str, str]] = json.loads(read("styles/palettes.json"))
# Text and what it stands on.
PAIRS = (
    ("text", "surface"),
    ("text", "ground"),
    ("text", "accent_soft"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("accent_text", "accent"),
    ("danger_text", "danger"),
    ("ink_text", "ink"),
    ("rail_text", "rail"),
    ("practice_text", "practice"),
    ("trial_text", "trial"),
    *((f"{tone}_text", tone) for tone in ("good", "warn", "info", "risk", "plain")),
)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_palette_has_every_token() -> None:
    names = {name: set(tokens) for name, tokens in PALETTES.items()}
    assert names["light"] == names["dark"] == names["contrast"]


@pytest.mark.parametrize("palette", sorted(PALETTES))
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_is_legible(palette: str, pair: tuple[str, str]) -> None:
    """WCAG AA for text; AAA in high contrast."""
    tokens = PALETTES[palette]
    assert contrast(tokens[pair[0]], tokens[pair[1]]) >= (7.0 if palette == "contrast" else 4.5)


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", theme.SCALES)
def test_the_sheet_fills_in_at_every_size(scheme: theme.Scheme, scale: int) -> None:
    theme.prepare(dressed(), Looks(scheme, scale))
    sheet = theme.filled(read("styles/desk.qss"))
    assert "$" not in sheet
    assert not re.search(r"\d+dp\b", sheet)
    assert theme.dp(8) == 8 * scale // 100
    theme.apply(dressed(), Looks("light"))


def test_no_rule_matches_the_table() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", read("styles/desk.qss"), flags=re.DOTALL)
    assert "QTableView" not in sheet
    inside = sheet.replace("QComboBox QAbstractItemView", "")
    assert not re.search(r"(^|[\s,}])(\*|QWidget|QAbstractItemView)\s*[{,]", inside)


def test_figures_are_tabular_and_the_lira_is_there() -> None:
    dressed()
    from PySide6.QtGui import QFontMetrics

    for strong in (False, True):
        metrics = QFontMetrics(theme.font(14, strong=strong))
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8080")
        assert all(metrics.inFontUcs4(ord(letter)) for letter in "₺€ğĞıİşŞçÇöÖüÜ•–→")


def test_every_drawing_takes_its_colour_from_the_palette() -> None:
    for drawing in (shelf() / "icons").glob("*.svg"):
        text = drawing.read_text(encoding="utf-8")
        assert "currentColor" in text
        assert 'width="24" height="24"' in text
        assert not re.search(r"#[0-9a-fA-F]{3}", text)
