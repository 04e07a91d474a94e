"""Whether a folder lies on another machine: SQLite's write-ahead log does not work over a network."""

import sys
from pathlib import Path

REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "9p", "fuse.sshfs"}
    | {"fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.gvfsd-fuse"}
)
MOUNTS = Path("/proc/self/mounts")
WINDOWS_REMOTE_DRIVE = 4


def is_network_drive(folder: Path) -> bool:
    """Asked of the system without touching the folder's files; where the system does not say, the answer is no."""
    if sys.platform == "win32":
        return _is_remote_on_windows(folder)
    return MOUNTS.exists() and file_system_of(folder, MOUNTS.read_text(errors="replace")) in REMOTE


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that `folder` lies on; `mounts` as Linux lists them: device, folder, type,
    options."""
    found, longest = "", -1
    place = folder.resolve()
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        # Of two on the same folder the later one is on top.
        if len(point.parts) >= longest and (point == place or point in place.parents):
            found, longest = fields[2], len(point.parts)
    return found


def _is_remote_on_windows(folder: Path) -> bool:
    import ctypes  # on Windows alone

    anchor = folder.resolve().anchor
    if anchor.startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 -- known on Windows alone
    return bool(kernel.GetDriveTypeW(anchor) == WINDOWS_REMOTE_DRIVE)
