"""The desk's own icons: 24-dp stroke drawings in resources/icons, coloured by palette token.

QIcon stays out of the way until an icon is really asked for: its class alone takes 2 ms of the start.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from frontdesk.ui.shelf import read
from frontdesk.ui.theme import colour, dp, screen_ratio

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SIZE = 'width="24" height="24"'
_drawings: dict[str, str] = {}
_pictures: dict[tuple[str, str, int, float], QPixmap] = {}


def picture(name: str, token: str, size: int = 24) -> QPixmap:
    """The icon `name` in a palette colour; `size` in dp, drawn for the finest screen there is."""
    tint, ratio = colour(token).name(), screen_ratio()
    key = (name, tint, dp(size), ratio)
    if key not in _pictures:
        _pictures[key] = _drawn(name, tint, dp(size), ratio)
    return _pictures[key]


def icon(name: str, token: str, size: int = 24) -> "QIcon":
    """The same as an icon for a button, greyed by the palette when disabled."""
    from PySide6.QtGui import QIcon

    made = QIcon(picture(name, token, size))
    made.addPixmap(picture(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, tint: str, pixels: int, ratio: float) -> QPixmap:
    if name not in _drawings:
        _drawings[name] = read(f"icons/{name}.svg")
    whole = round(pixels * ratio)
    drawing = _drawings[name].replace("currentColor", tint).replace(_SIZE, f'width="{whole}" height="{whole}"')
    made = QPixmap()
    made.loadFromData(drawing.encode(), "SVG")
    made.setDevicePixelRatio(ratio)
    return made
