"""The shared libraries that Qt and WebEngine take from the system, and the packages of Debian and Ubuntu they are in.

A missing one shows only when a window or a bank page opens, and then ends the program without a word that helps, so the
loader is asked beforehand.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import sys
from collections.abc import Callable

import child

# What the desk loads, below PySide6: the toolkit, both ways to a screen, printing, and the browser of the bank page.
LOADED = (
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "Qt/lib/libQt6DBus.so.6",
    "Qt/lib/libQt6PrintSupport.so.6",
    "Qt/lib/libQt6WebEngineCore.so.6",
    "Qt/libexec/QtWebEngineProcess",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqwayland*.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/plugins/printsupport/*.so",
)

# Opened by name while running, so that ldd does not list them.
ASKED_FOR_BY_NAME = ("libGL.so.1", "libEGL.so.1", "libfontconfig.so.1")

# Library to package where the two are not spelled alike. The 64-bit-time releases renamed some: newest name first.
PACKAGES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libGLX.so.0": ("libglx0",),
    "libICE.so.6": ("libice6",),
    "libOpenGL.so.0": ("libopengl0",),
    "libSM.so.6": ("libsm6",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libXi.so.6": ("libxi6",),
    "libasound.so.2": ("libasound2t64", "libasound2"),
    "libatk-1.0.so.0": ("libatk1.0-0t64", "libatk1.0-0"),
    "libatk-bridge-2.0.so.0": ("libatk-bridge2.0-0t64", "libatk-bridge2.0-0"),
    "libatspi.so.0": ("libatspi2.0-0t64", "libatspi2.0-0"),
    "libcups.so.2": ("libcups2t64", "libcups2"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libexpat.so.1": ("libexpat1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libgio-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgmodule-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgobject-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libnspr4.so": ("libnspr4",),
    "libnss3.so": ("libnss3",),
    "libnssutil3.so": ("libnss3",),
    "libplc4.so": ("libnspr4",),
    "libplds4.so": ("libnspr4",),
    "libsmime3.so": ("libnss3",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libz.so.1": ("zlib1g",),
}


def complete(python: str) -> bool:
    """Whether every library is there, after installing the missing ones where that is allowed; else says what to do."""
    missing = _missing(python) if sys.platform.startswith("linux") else []
    if not missing:
        return True
    print("Qt and its browser lack these libraries of the system: " + ", ".join(missing))
    if not install([package(library) for library in missing], lambda: [package(library) for library in missing]):
        return False
    missing = _missing(python)
    if missing:
        print("Still not there: " + ", ".join(missing))
    return not missing


def install(packages: list[str], again: Callable[[], list[str]] | None = None) -> bool:
    """Install packages of Debian or Ubuntu as root, else print the one command that does. `again` names them anew once
    the lists of packages are fresh: before that, a renamed one is only guessed at."""
    if not _is_debian() or not shutil.which("apt-get"):
        print("Install what holds them with your system's own means, then run the same command again.")
        return False
    if os.geteuid() != 0:
        print("As an administrator, run this command; then run the same one again:")
        print("    apt-get install " + " ".join(sorted(set(packages))))
        return False
    calm = {"DEBIAN_FRONTEND": "noninteractive"}
    if not all(is_known(name) for name in packages):
        child.succeeds(["apt-get", "update", "-qq"], **calm)
        packages = again() if again else packages
    words = ["apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends"]
    words += sorted(set(packages))
    print("Installing as root: " + " ".join(sorted(set(packages))), flush=True)
    if child.succeeds(words, **calm):
        return True
    # The lists were there but too old to fetch by.
    return child.succeeds(["apt-get", "update", "-qq"], **calm) and child.succeeds(words, **calm)


def _missing(python: str) -> list[str]:
    """Names of the libraries that the loader does not find, each once."""
    if not shutil.which("ldd"):
        return []
    folder = child.answer([python, "-c", "import PySide6, os; print(os.path.dirname(PySide6.__file__))"]).strip()
    found: set[str] = set()
    for pattern in LOADED:
        for path in glob.glob(os.path.join(glob.escape(folder), pattern)):
            found.update(re.findall(r"^\s*(\S+) => not found", child.answer(["ldd", path]), re.MULTILINE))
    opens = "import ctypes, sys\nfor name in sys.argv[1:]:\n try: ctypes.CDLL(name)\n except OSError: print(name)"
    found.update(child.answer([python, "-c", opens, *ASKED_FOR_BY_NAME]).split())
    # Qt's own libraries lie beside each other; one of those missing is a broken package, not the system's affair.
    return sorted(name for name in found if not re.match(r"lib(Qt6|pyside6|shiboken6|icu|av|sw)", name))


def package(library: str) -> str:
    """The package of a library: the first name that this release knows, else the one its age suggests."""
    candidates = PACKAGES.get(library) or by_convention(library)
    known = [name for name in candidates if is_known(name)]
    if known:
        return known[0]
    return candidates[0] if _has_64_bit_time() else candidates[-1]


def by_convention(library: str) -> tuple[str, ...]:
    """libxcb-cursor.so.0 is in libxcb-cursor0; a name that ends in a digit gets a dash: libfoo2.so.1, libfoo2-1."""
    name, _, version = library.lower().partition(".so")
    version = version.lstrip(".").partition(".")[0]
    name = name.replace("_", "-")
    return (name + ("-" if name[-1:].isdigit() and version else "") + version,)


def is_known(package: str) -> bool:
    return bool(re.search(r"^Package: ", child.answer(["apt-cache", "show", package]), re.MULTILINE))


def release() -> dict[str, str]:
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            pairs = [line.strip().partition("=") for line in file]
    except OSError:
        return {}
    return {name: value.strip("\"'") for name, _, value in pairs}


def _is_debian() -> bool:
    facts = release()
    return bool({"debian", "ubuntu"} & {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()})


def _has_64_bit_time() -> bool:
    facts = release()
    first = {"debian": 13, "ubuntu": 24}.get(facts.get("ID", ""), 0)
    version = facts.get("VERSION_ID", "").partition(".")[0]
    return not version.isdigit() or int(version) >= first
