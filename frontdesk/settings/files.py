"""Small files, written wholly or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write beside the file, to disk, then take its place: a crash leaves the old text or the new one. Raises
    OSError."""
    unfinished = path.with_name(f"{path.name}.new")
    try:
        _write(unfinished, text, os.O_TRUNC)
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def write_once(path: Path, text: str) -> None:
    """Raises FileExistsError rather than replace a file."""
    _write(path, text, os.O_EXCL)
    _sync_folder(path.parent)


def name_once(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, on disk when this returns; the other name may stay behind. Raises FileExistsError
    rather than replace a file."""
    if os.name == "nt":
        unfinished.rename(target)
        return
    try:
        target.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:
        # A memory stick knows no second name for a file; there the look before must do.
        unfinished.rename(target)
    _sync_folder(target.parent)


def _write(path: Path, text: str, how: int) -> None:
    """Readable by its owner alone from the first moment."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
