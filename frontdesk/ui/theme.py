"""How the desk looks: palettes and the style sheet come from resources/styles, this only fills them in.

Lengths are dp: one pixel at 100 % text size. The operating system's own screen scaling comes on top and is Qt's.
"""

import json
import re
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from frontdesk.ui.shelf import read, shelf

Scheme = Literal["system", "light", "dark", "contrast"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark", "contrast")
SCALES = (100, 125, 150, 175, 200)
FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
BASE_SIZE = 14
_LENGTH = re.compile(r"\b(\d+)dp\b")
_TOKEN = re.compile(r"\$(\w+)")


class Looks(NamedTuple):
    """What one person set at this PC: the palette, and the text size in percent."""

    scheme: Scheme = "system"
    scale: int = 100


class _Worn:
    """What is applied now."""

    def __init__(self) -> None:
        self.looks = Looks()
        self.tokens: dict[str, str] = {}
        self.colours: dict[str, QColor] = {}
        self.fonts: dict[tuple[int, bool], QFont] = {}
        self.family = ""


_worn = _Worn()


def apply(app: QApplication, looks: Looks) -> None:
    """Dress the whole program; screens built before keep their sizes until they are built anew."""
    prepare(app, looks)
    dress(app)


def dress(app: QApplication) -> None:
    """Put the style sheet on. At start the window is built before it: each widget is then styled once, not again with
    every layout it is put into."""
    app.setStyleSheet(filled(read("styles/desk.qss")))


def prepare(app: QApplication, looks: Looks) -> None:
    """Colours, lengths and fonts, but not the style sheet."""
    palettes: dict[str, dict[str, str]] = json.loads(read("styles/palettes.json"))
    _worn.looks = looks
    _worn.tokens = palettes[_chosen(app, looks.scheme)]
    _worn.colours.clear()
    _worn.fonts.clear()
    if not _worn.family:
        _load_fonts()
    app.setFont(font(BASE_SIZE))
    app.setPalette(_palette())


def wear(looks: Looks) -> None:
    """Dress the running program anew."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, looks)


def looks() -> Looks:
    return _worn.looks


def filled(sheet: str) -> str:
    """A style sheet with its tokens and lengths put in. Raises KeyError for a token no palette has."""
    sheet = _TOKEN.sub(lambda match: _worn.tokens[match[1]], sheet)
    return _LENGTH.sub(lambda match: f"{dp(int(match[1]))}px", sheet)


def colour(token: str) -> QColor:
    """A colour of the palette in use."""
    known = _worn.colours.get(token)
    if known is None:
        known = _worn.colours[token] = QColor(_worn.tokens[token])
    return known


def dp(length: int) -> int:
    """Pixels of a length given at 100 %."""
    return (length * _worn.looks.scale + 50) // 100


def screen_ratio() -> float:
    """Device pixels for one pixel, at the finest screen."""
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0


def font(size: int, *, strong: bool = False) -> QFont:
    """The desk's font; `size` in dp. Figures are tabular by themselves: the shipped cut of the font has no others."""
    known = _worn.fonts.get((size, strong))
    if known is None:
        known = QFont(_worn.family)
        known.setPixelSize(dp(size))
        known.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        _worn.fonts[size, strong] = known
    return known


def _chosen(app: QApplication, scheme: Scheme) -> str:
    if scheme != "system":
        return scheme
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _load_fonts() -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(shelf() / "fonts" / name))
    _worn.family = "Inter"


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in (
        (roles.Window, "ground"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "sunken"),
        (roles.Button, "surface"),
        (roles.Text, "text"),
        (roles.WindowText, "text"),
        (roles.ButtonText, "text"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "accent_text"),
        (roles.Accent, "accent"),
        (roles.ToolTipBase, "ink"),
        (roles.ToolTipText, "ink_text"),
    ):
        palette.setColor(role, colour(token))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled"))
    return palette
