"""Where the files lie, on each system."""

import os
import sys
from pathlib import Path, PurePosixPath

import pytest

from frontdesk.settings.environment import AccountKind
from frontdesk.settings.paths import folders, prepare

HOME = Path("/people/desk")


@pytest.mark.parametrize(
    ("platform", "environ", "root"),
    [
        ("linux", {}, "/people/desk/.local/share/frontdesk/live"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/frontdesk/live"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/people/desk/.local/share/frontdesk/live"),
        ("darwin", {}, "/people/desk/Library/Application Support/Front Desk/live"),
        ("win32", {"LOCALAPPDATA": "/C/Local", "APPDATA": "/C/Roaming"}, "/C/Local/Front Desk/live"),
        ("win32", {}, "/people/desk/AppData/Local/Front Desk/live"),
    ],
)
def test_the_folder_is_local_and_does_not_roam(platform: str, environ: dict[str, str], root: str) -> None:
    assert PurePosixPath(folders("live", environ, platform, HOME).root.as_posix()) == PurePosixPath(root)


def test_each_kind_of_account_has_a_folder_of_its_own(tmp_path: Path) -> None:
    kinds: tuple[AccountKind, ...] = ("practice", "test", "live")
    roots = [folders(kind, {"FRONTDESK_HOME": str(tmp_path)}).root for kind in kinds]
    assert roots == [tmp_path / kind for kind in kinds]


def test_every_file_lies_in_the_folder(tmp_path: Path) -> None:
    place = folders("practice", {"FRONTDESK_HOME": str(tmp_path)})
    files = (
        place.ledger,
        place.ledger_key,
        place.settings,
        place.log,
        place.webhook_log,
        place.inbox,
        place.backups,
    )
    assert all(place.root in file.parents for file in files)
    assert len(set(files)) == len(files)


def test_the_folder_is_closed_to_everybody_else(tmp_path: Path) -> None:
    place = folders("practice", {"FRONTDESK_HOME": str(tmp_path / "new")})
    prepare(place)
    assert place.root.is_dir()
    if os.name == "posix":
        assert place.root.stat().st_mode & 0o777 == 0o700
        place.root.chmod(0o755)
        prepare(place)
        assert place.root.stat().st_mode & 0o777 == 0o700
    assert list(place.root.iterdir()) == []


def test_the_systems_own_values_are_taken_unless_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRONTDESK_HOME", str(tmp_path))
    assert folders("test").root == tmp_path / "test"
    monkeypatch.delenv("FRONTDESK_HOME")
    assert folders("test").root.parts[-1] == "test"
    assert sys.platform != "linux" or "frontdesk" in folders("test").root.parts
