"""Named places at which a test may end the process. Outside tests the function does nothing."""

from collections.abc import Callable

# Tests put a watcher here and take it away again.
watchers: list[Callable[[str], None]] = []


def crash_point(name: str) -> None:
    """Tell whoever watches that the money path reached `name`."""
    for watcher in watchers:
        watcher(name)
