"""The sandbox is asked only where somebody names it (`pytest tests/sandbox`); what it tells of the questions that the
notes leave open is printed at the end."""

from pathlib import Path

import pytest

from tests.sandbox.account import MEASURED

HERE = Path(__file__).parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Never part of a run that was asked for more than this folder."""
    asked = [Path(config.invocation_params.dir, word.partition("::")[0]).resolve() for word in config.args]
    return None if any(path == HERE or path.is_relative_to(HERE) for path in asked) else True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in MEASURED:
        terminalreporter.write_line(f"measured: {line}")
