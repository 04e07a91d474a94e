"""Which folders lie on another machine."""

from pathlib import Path

import pytest

from frontdesk.ledger.network_drive import REMOTE, file_system_of, is_network_drive

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/share /mnt/share cifs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
desk@server:/ /mnt/over\\040there fuse.sshfs rw 0 0
/dev/sdb1 /mnt/nfs/local xfs rw 0 0
tmpfs /mnt/hidden tmpfs rw 0 0
server:/export /mnt/hidden nfs rw 0 0

broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/people/desk", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/hotel/desk", "cifs"),
        ("/mnt/sharepoint", "ext4"),
        ("/mnt/nfs/x", "nfs4"),
        ("/mnt/nfs/local/x", "xfs"),
        ("/mnt/over there/x", "fuse.sshfs"),
        ("/mnt/hidden/x", "nfs"),
    ],
)
def test_the_folders_file_system_is_the_nearest_mount(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_shares_are_remote_and_disks_are_not() -> None:
    assert {"cifs", "nfs4", "nfs", "fuse.sshfs"} <= REMOTE
    assert not {"ext4", "xfs", "tmpfs", "btrfs", "overlay", "zfs", ""} & REMOTE


def test_the_tests_own_folder_is_local(tmp_path: Path) -> None:
    assert not is_network_drive(tmp_path)
