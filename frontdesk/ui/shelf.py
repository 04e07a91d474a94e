"""Where the product's own files stand: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

import frontdesk


def shelf() -> Path:
    """The folder of the resources."""
    package = Path(frontdesk.__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def read(name: str) -> str:
    """The text of one resource, named by its path below the folder."""
    return (shelf() / name).read_text(encoding="utf-8")
