"""
Shows what stands elsewhere as files of this machine: of the true size, with the bytes that planning needs and nothing in the places of
others. The command line plans over them as over files of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional

from .remote import Files, Found, Unreachable

# Bytes of a file's beginning that tell how it is compressed, and all of a file that is nothing but compressed.
HEAD = 4096

# Of an array of numbers, whose header says what it holds.
_ARRAY = b"\x93NUMPY"
_ARRAY_HEAD = 1 << 17

_TABLE = b"PAR1"
_TABLE_END = struct.Struct("<I4s")

# Files that are looked into at once: what takes time is to wait for them.
_AT_ONCE = 32

_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", re.DOTALL)


class Mirror:
    """A folder of such files; it goes with `close`."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.root = tempfile.mkdtemp(prefix="outcross-mirror-")

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def show(self, uri: str, below: Optional[str] = None) -> dict[str, Any]:
        """
        Shows a file, or all below a folder. `below`: what to list where `uri` is a pattern and not the name of something. Gives where `uri`
        is shown, and the files, each as [path here, URI, size, version].
        """
        found, rest = self._look(uri, below)
        listed = sorted(self._files.below(found.uri), key=lambda one: one.uri) if found.folder else [found]
        shown = [(one, self._place(one.uri)) for one in listed if not one.folder and not hidden(one.uri, found.uri)]
        if found.folder:
            os.makedirs(self._place(found.uri), exist_ok=True)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            # The first in their order that fails is told.
            for _ in pool.map(lambda one: self._make(*one), shown):
                pass
        return {
            "path": os.path.join(self._place(found.uri), rest),
            "files": [[path, one.uri, one.size, one.version] for one, path in shown],
        }

    def _look(self, uri: str, below: Optional[str]) -> tuple[Found, str]:
        """What is there, and the pattern that is to be looked for in it."""
        try:
            return self._files.look(uri), ""
        except Unreachable as error:
            if below is None or error.code != "E_NOT_FOUND":
                raise
        rest = uri[len(below) :].lstrip("/")
        if ".." in rest.split("/"):
            raise Unreachable("E_NOT_FOUND", f"{uri}: a pattern may not lead upwards", uri, "Write it without `..`.")
        return self._files.look(below), rest

    def _make(self, found: Found, path: str) -> None:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.truncate(found.size)
        if found.size == 0:
            return
        with self._files.read(found.uri) as reading:
            reading.copy(0, min(HEAD, found.size), path)
            with open(path, "rb") as file:
                head = file.read(_TABLE_END.size)
            if head.startswith(_ARRAY):
                reading.copy(HEAD, min(_ARRAY_HEAD, found.size), path)
            if not head.startswith(_TABLE) or found.size < _TABLE_END.size:
                return
            reading.copy(found.size - _TABLE_END.size, found.size, path)
            with open(path, "rb") as file:
                file.seek(-_TABLE_END.size, os.SEEK_END)
                length, magic = _TABLE_END.unpack(file.read())
            if magic == _TABLE:
                reading.copy(max(0, found.size - _TABLE_END.size - length), found.size - _TABLE_END.size, path)

    def _place(self, uri: str) -> str:
        scheme, authority, path = parts_of(uri)
        names = [name for name in path.split("/") if name != ""]
        for name in (authority, *names):
            if name in (".", "..") or "\0" in name or len(os.fsencode(name)) > 255:
                raise Unreachable(
                    "E_UNREADABLE", f"{uri}: a part of its path can be no name of a file here", uri, "Copy it to another name."
                )
        return os.path.join(self.root, scheme.lower(), authority, *names)


def parts_of(uri: str) -> tuple[str, str, str]:
    """Scheme, authority and path. Hadoop writes a local file with one slash."""
    found = _URI.fullmatch(uri)
    if found is not None:
        return found.group(1), found.group(2), found.group(3) or "/"
    scheme, _, path = uri.partition(":")
    return scheme, "", path


def hidden(uri: str, folder: str) -> bool:
    """Whether a name below the folder begins with a dot. Two dots hide nothing: they lead upwards, which is refused."""
    inner = parts_of(uri)[2][len(parts_of(folder)[2]) :]
    return any(name.startswith(".") and name not in (".", "..") for name in inner.split("/"))
