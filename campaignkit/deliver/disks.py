"""The place of an outbox that is a file: on a disk of this machine, and readable by its owner alone."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from campaignkit.errors import StorageError

# What statfs(2) calls the file systems that are another machine's. Their locks do not hold or are lost with the
# connection, and then two processes write into one file at once.
_NETWORK = {
    0x6969: "NFS",
    0x517B: "SMB",
    0xFF534D42: "CIFS",
    0xFE534D42: "SMB",
    0x5346414F: "AFS",
    0x6B414653: "AFS",
    0x73757245: "Coda",
    0x00C36400: "Ceph",
    0x0BD00BD0: "Lustre",
    0x47504653: "GPFS",
    0x564C: "NCP",
}
_FUSE = 0x65735546
_REMOTE_FUSE = set(
    "sshfs rclone s3fs gcsfuse goofys blobfuse blobfuse2 davfs davfs2 glusterfs curlftpfs smbnetfs".split()
)


def make_private(path: Path) -> None:
    """Make the file, readable and writable by its owner alone, if it is not there; and its folder, for its owner.

    Raises:
        StorageError: It cannot be made there, or would be on a network file system. Nothing was made then.
    """
    try:
        refuse_network(path)
        _make_folder(path.parent)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            _sync(path.parent)
    except OSError as error:
        if isinstance(error, StorageError):
            raise
        hint = "Name a place that you may write to with --outbox, or make this one writable."
        raise StorageError(f"The outbox cannot be made: {error.strerror}.", str(path), hint) from None


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Make the disk remember what the folder holds, or a power cut could take a whole file that was written down."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_network(path: Path) -> None:
    """Raise StorageError if a file is, or would be, on a file system of another machine."""
    there = next((place for place in (path, *path.parents) if place.exists()), path)
    if name := _network_name(there):
        raise StorageError(
            f"The outbox would be on a network file system ({name}), where the locks that keep two processes from"
            " writing at once do not hold.",
            str(path),
            "Keep it on a disk of this machine, or use a database server: --outbox postgresql://…",
        )


def _network_name(path: Path) -> str:
    if path.drive.startswith("\\\\"):  # Windows: \\server\share
        return "a share"
    kind = file_system(path)
    if kind == _FUSE:
        name = _mounted_as(path).removeprefix("fuse.")
        return name if name in _REMOTE_FUSE else ""
    return _NETWORK.get(kind, "")


def file_system(path: Path) -> int:
    """Return the number that Linux gives to the kind of file system (man 2 statfs); 0 where there is none to be had."""
    if not sys.platform.startswith("linux"):
        return 0
    told = (ctypes.c_long * 64)()  # larger than any struct statfs, whose first member is the kind
    failed = ctypes.CDLL(None, use_errno=True).statfs(os.fsencode(path), told)
    return 0 if failed else told[0] & 0xFFFFFFFF


def _mounted_as(path: Path) -> str:
    """Return the type of the mount that a path is on, such as "fuse.sshfs"; "" if it is not listed."""
    device = path.stat().st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2] == wanted:
            return after.split()[0]
    return ""
