"""Many walks, each in a folder of its own that goes away with it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.simulation.walk import BrokenError, Walk

STEPS = 25
MEMORY = Path("/dev/shm")  # noqa: S108 -- Linux's own; elsewhere the system's folder is used


def memory_folder() -> TemporaryDirectory[str]:
    """In memory where the system has a file system for it: a commit there costs a tenth."""
    return TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)


def run_histories(seeds: Iterable[int], steps: int = STEPS) -> Iterator[str]:
    """What broke, a text for each history that did."""
    for seed in seeds:
        with memory_folder() as folder:
            try:
                Walk(seed, Path(folder, "desk")).goes(steps)
            except BrokenError as broken:
                yield str(broken)
