"""What the program keeps of the environment it was started in, before Qt and WebEngine are imported.

Qt and Chromium obey dozens of variables: a debug port that reads the bank page, a key log, a foreign plug-in, a sandbox
switched off. Start-up deletes them and then the program alone sets Chromium's flags (reliability bar B7.2, B7.11).
"""

from collections.abc import MutableMapping
from typing import Literal, NamedTuple

AccountKind = Literal["practice", "test", "live"]

SCRUBBED_PREFIXES = ("QTWEBENGINE", "QT_LOGGING_", "QT_WEBENGINE_", "CHROME_", "QSG_", "QML", "DYLD_")
SCRUBBED_NAMES = frozenset(
    {
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORM_PLUGIN_PATH",
        "QT_QPA_GENERIC_PLUGINS",
        "QT_QPA_PLATFORMTHEME",
        "QT_STYLE_OVERRIDE",
        "QT_MESSAGE_PATTERN",
        "QT_DEBUG_PLUGINS",
        "QT_QUICK_BACKEND",
        "QT_QUICK_CONTROLS_CONF",
        "QT_SSL_USE_TEMPORARY_KEYCHAIN",
        "QT_FATAL_WARNINGS",
        "LD_PRELOAD",
        "LD_AUDIT",
        "SSLKEYLOGFILE",
        "NSS_ALLOW_SSLKEYLOGFILE",
        # A proxy is a setting of the desk, for httpx and the bank page alike; one of the two must not find another.
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "FTP_PROXY",
        "NO_PROXY",
    }
)

# Sub-frame returns are redirected to the listener on 127.0.0.1: with Local Network Access checks on they are dropped
# silently (three-d-secure §4). The rest keeps a payment page from talking to anybody but the bank.
SWITCHED_OFF = ("LocalNetworkAccessChecks", "MediaRouter", "OptimizationHints", "AutofillServerCommunication")
FIXED_FLAGS = (
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--disable-gpu",  # drawn in software: the same page on every PC, and no driver to lose in mid-payment
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--disable-sync",
    "--no-pings",
    "--log-level=3",  # fatal only: Chromium's own lines may hold addresses with data of the payment
)


class LiveRefusesRoot(Exception):  # noqa: N818 - it says what live does
    """Live was started as root, where WebEngine would run the bank page without its sandbox."""


class EnvironmentReport(NamedTuple):
    """What start-up did: names that were deleted (sorted, never their values), and whether pages run in the sandbox."""

    removed: tuple[str, ...]
    sandboxed: bool


def prepare(
    environ: MutableMapping[str, str], kind: AccountKind, is_root: bool, test_flags: tuple[str, ...] = ()
) -> EnvironmentReport:
    """Scrub `environ` in place and set the program's own values. Call it before anything of Qt is imported.

    `test_flags` are further Chromium flags of a test (host names mapped to 127.0.0.1); they come from code, never from
    the environment. Raises LiveRefusesRoot, and ValueError for test flags in live.
    """
    if kind == "live" and is_root:
        raise LiveRefusesRoot
    if kind == "live" and test_flags:
        raise ValueError("live takes no test flags")
    removed = tuple(sorted(name for name in environ if _is_scrubbed(name)))
    for name in removed:
        del environ[name]
    flags = FIXED_FLAGS + test_flags
    if is_root:  # the zygote refuses to start as root with its sandbox, and takes the whole program with it
        flags += ("--no-sandbox",)
    environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(flags)
    environ["QT_QUICK_BACKEND"] = "software"
    return EnvironmentReport(removed, sandboxed=not is_root)


def _is_scrubbed(name: str) -> bool:
    upper = name.upper()
    return upper in SCRUBBED_NAMES or upper.startswith(SCRUBBED_PREFIXES)
