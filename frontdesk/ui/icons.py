"""The desk's own icons: 24-dp stroke drawings in resources/icons, coloured by palette token."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from frontdesk.ui.shelf import read
from frontdesk.ui.theme import colour, dp, screen_ratio

_drawings: dict[str, str] = {}
_pictures: dict[tuple[str, str, int, float], QPixmap] = {}


def picture(name: str, token: str, size: int = 24) -> QPixmap:
    """The icon `name` in a palette colour; `size` in dp, drawn for the finest screen there is."""
    tint, ratio = colour(token).name(), screen_ratio()
    key = (name, tint, dp(size), ratio)
    if key not in _pictures:
        _pictures[key] = _drawn(name, tint, dp(size), ratio)
    return _pictures[key]


def icon(name: str, token: str, size: int = 24) -> QIcon:
    """The same as an icon for a button, greyed by the palette when disabled."""
    made = QIcon(picture(name, token, size))
    made.addPixmap(picture(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, tint: str, pixels: int, ratio: float) -> QPixmap:
    if name not in _drawings:
        _drawings[name] = read(f"icons/{name}.svg")
    data = QByteArray(_drawings[name].replace("currentColor", tint).encode())
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(pixels * ratio), round(pixels * ratio)))
    made = QPixmap.fromImage(reader.read(), Qt.ImageConversionFlag.AutoColor)
    made.setDevicePixelRatio(ratio)
    return made
