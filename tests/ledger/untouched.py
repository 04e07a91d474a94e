"""A folder in which nothing may change while something is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path


def prints(path: Path) -> dict[str, str]:
    """Every file in the folder of `path`, by name and by what is in it."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in path.parent.iterdir() if file.is_file()}


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Fails where a file in the folder changed, went, or came."""
    before = prints(path)
    yield
    assert prints(path) == before
