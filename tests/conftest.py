"""What holds for every test: a profile of its own, no real key store, and no Qt warning that nobody explained."""

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis import HealthCheck, settings

ALLOWED_QT_WARNINGS = Path(__file__).with_name("qt_warnings_allowed.txt")


def _leave_the_users_profile_alone() -> None:
    """Point every folder that a program keeps its data in to one that goes away with the run."""
    home = tempfile.mkdtemp(prefix="frontdesk-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        os.environ[name] = str(Path(home, name.lower()))
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


_leave_the_users_profile_alone()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two busy cores: how long an example takes says nothing about the desk.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def allowed_qt_warnings() -> list[re.Pattern[str]]:
    """The lines of the allow-list, `regex  # reason`; a line without a reason is an error."""
    patterns = []
    for line in ALLOWED_QT_WARNINGS.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        pattern, mark, reason = line.partition("  # ")
        if not mark or not reason.strip():
            raise pytest.UsageError(f"{ALLOWED_QT_WARNINGS.name}: no reason given for {line!r}")
        patterns.append(re.compile(pattern.strip()))
    return patterns


@pytest.fixture(autouse=True)
def no_unexpected_qt_warning() -> Iterator[None]:
    """Fail the test during which Qt warned of something that tests/qt_warnings_allowed.txt does not explain."""
    if "PySide6.QtCore" not in sys.modules:  # a test without Qt does not pay for it
        yield
        return
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    quiet = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
    said: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        if kind not in quiet:
            said.append(f"{context.category or 'default'}: {message}")

    before = qInstallMessageHandler(listen)
    yield
    qInstallMessageHandler(before)
    allowed = allowed_qt_warnings()
    unexpected = [line for line in said if not any(pattern.search(line) for pattern in allowed)]
    if unexpected:
        pytest.fail("Qt warned:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def no_error_lost_in_a_slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test during which a Qt slot raised: Qt only prints such an error and carries on."""
    raised: list[BaseException] = []

    def listen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        raised.append(error.with_traceback(trace))

    monkeypatch.setattr(sys, "excepthook", listen)
    yield
    if raised:
        raise ExceptionGroup("raised in a slot", [e if isinstance(e, Exception) else RuntimeError(e) for e in raised])
