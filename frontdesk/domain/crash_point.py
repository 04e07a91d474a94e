"""Named places at which a test may end the process. Outside tests the function does nothing."""

from collections.abc import Callable

_watch: Callable[[str], None] | None = None


def crash_point(name: str) -> None:
    """Tell the watching test, if there is one, that the money path reached `name`."""
    if _watch is not None:
        _watch(name)


def watch(watcher: Callable[[str], None] | None) -> None:
    """Let a test watch the crash points; None ends it."""
    global _watch
    _watch = watcher
