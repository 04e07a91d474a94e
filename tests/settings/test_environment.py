"""A hostile environment does not reach Qt or WebEngine (reliability bar B7.2, B7.11)."""

import pytest

from frontdesk.settings.environment import FIXED_FLAGS, LiveRefusesRoot, prepare

HOSTILE = {
    "QTWEBENGINE_REMOTE_DEBUGGING": "127.0.0.1:9222",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-certificate-errors --disable-web-security",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
    "QTWEBENGINEPROCESS_PATH": "elsewhere",
    "QT_LOGGING_RULES": "*=true",
    "QT_LOGGING_CONF": "rules.ini",
    "QT_PLUGIN_PATH": "plugins",
    "QT_QPA_PLATFORM_PLUGIN_PATH": "plugins",
    "QT_DEBUG_PLUGINS": "1",
    "QML_IMPORT_TRACE": "1",
    "SSLKEYLOGFILE": "keys.log",
    "LD_PRELOAD": "spy.so",
    "DYLD_INSERT_LIBRARIES": "spy.dylib",
    "CHROME_LOG_FILE": "chrome.log",
    "http_proxy": "http://proxy.example:3128",
    "HTTPS_PROXY": "http://proxy.example:3128",
}
KEPT = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "PATH": "bin", "LANG": "tr_TR"}


def test_every_hostile_variable_is_gone_and_the_display_is_kept() -> None:
    environ = HOSTILE | KEPT

    report = prepare(environ, "practice", is_root=False)

    ours = {"QTWEBENGINE_CHROMIUM_FLAGS", "QT_QUICK_BACKEND"}
    assert set(environ) == set(KEPT) | ours
    assert {name: environ[name] for name in KEPT} == KEPT
    assert report.removed == tuple(sorted(HOSTILE))


def test_the_program_alone_sets_the_flags() -> None:
    environ = dict(HOSTILE)

    prepare(environ, "live", is_root=False)

    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].split() == list(FIXED_FLAGS)
    assert not {"--no-sandbox", "--ignore-certificate-errors", "--disable-web-security"} & set(FIXED_FLAGS)


def test_live_refuses_root_before_anything_is_touched() -> None:
    environ = dict(HOSTILE)

    with pytest.raises(LiveRefusesRoot):
        prepare(environ, "live", is_root=True)

    assert environ == HOSTILE


@pytest.mark.parametrize("kind", ["practice", "test"])
def test_practice_and_test_as_root_switch_the_sandbox_off_and_say_so(kind: str) -> None:
    environ: dict[str, str] = {}

    report = prepare(environ, "practice" if kind == "practice" else "test", is_root=True)

    assert not report.sandboxed
    assert "--no-sandbox" in environ["QTWEBENGINE_CHROMIUM_FLAGS"].split()


def test_test_flags_are_for_tests() -> None:
    environ: dict[str, str] = {}
    mapped = ("--host-resolver-rules=MAP,",)

    prepare(environ, "test", is_root=False, test_flags=mapped)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].endswith(mapped[0])

    with pytest.raises(ValueError, match="live"):
        prepare({}, "live", is_root=False, test_flags=mapped)
