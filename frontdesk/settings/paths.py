"""Where the desk keeps its files: a local folder that does not roam, one sub-folder a kind of account, for one user
alone."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from frontdesk.settings.environment import AccountKind

# Another root than the system's own, for tests and for trying a restored folder.
ROOT_VARIABLE = "FRONTDESK_HOME"


class Folders(NamedTuple):
    """`root` belongs to one kind of account: practice never sees the files of live."""

    root: Path

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.db"

    @property
    def ledger_key(self) -> Path:
        """Practice alone keeps its key in a file."""
        return self.root / "ledger.key"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def first_start(self) -> Path:
        """Stands there from the first key until the first ledger: a key without a ledger is then no lost ledger."""
        return self.root / "first-start"

    @property
    def log(self) -> Path:
        return self.root / "logs" / "desk.log"

    @property
    def webhook_log(self) -> Path:
        """The receiver's own: it is another process than the desk."""
        return self.root / "logs" / "webhooks.log"

    @property
    def inbox(self) -> Path:
        """Verified webhooks, between the receiver and the desk."""
        return self.root / "inbox"

    @property
    def backups(self) -> Path:
        return self.root / "backups"


def folders(
    kind: AccountKind, environ: Mapping[str, str] | None = None, platform: str = sys.platform, home: Path | None = None
) -> Folders:
    """The folders of a kind; nothing is made yet. `environ`, `platform` and `home` are the system's own unless
    given."""
    given = os.environ if environ is None else environ
    if given.get(ROOT_VARIABLE):
        return Folders(Path(given[ROOT_VARIABLE]).absolute() / kind)
    at_home = Path.home() if home is None else home
    if platform == "win32":
        local = given.get("LOCALAPPDATA", "")
        return Folders((Path(local) if local else at_home / "AppData" / "Local") / "Front Desk" / kind)
    if platform == "darwin":
        return Folders(at_home / "Library" / "Application Support" / "Front Desk" / kind)
    shared = given.get("XDG_DATA_HOME", "")
    # The XDG specification: a relative path there counts as none.
    return Folders((Path(shared) if shared.startswith("/") else at_home / ".local" / "share") / "frontdesk" / kind)


def prepare(place: Folders) -> None:
    """Make the folder, and close it to everybody else. On a read-only disk an existing one is taken as it is."""
    place.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and place.root.stat().st_mode & 0o077 and os.access(place.root, os.W_OK):
        place.root.chmod(0o700)
