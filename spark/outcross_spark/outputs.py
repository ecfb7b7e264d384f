"""
What is written elsewhere: folders of parts that executors write, and single files that come from the command line.

The parts of a folder come below `_temporary` and get their names when all are there; `_SUCCESS` comes last. A folder with `_temporary` and without `_SUCCESS` is not whole.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Sequence

from .remote import Files, Found, Unreachable

TEMPORARY = "_temporary"
SUCCESS = "_SUCCESS"

# Files that are renamed at once: where a rename is a copy, what takes time is to wait for it.
_AT_ONCE = 32


def begin(files: Files, uri: str, run: str, replace: bool) -> None:
    """Makes room for a run's files. Raises `Unreachable` where something is there that is not to be replaced."""
    if files.is_there(uri):
        if not files.look(uri).folder:
            raise _refused(uri, "is a file, and its name is that of a folder", "Give another name.")
        if _children(files, uri) and not replace:
            raise _refused(uri, "exists and is not empty", "Give another name, or --force to write over it.")
    files.make_folder(f"{uri}/{TEMPORARY}/{run}")


def commit(files: Files, uri: str, run: str, replace: bool, parts: Sequence[tuple[str, str, int]]) -> None:
    """
    Gives parts, each [where it stands, its name, its size], their names. What stood there goes first where it is to be replaced: killed from
    then on, the folder says that it is not whole.
    """
    for path, _, size in parts:
        found = files.look(path)
        if found.size != size:
            raise Unreachable("E_WRITE", f"{path} holds {found.size} bytes of {size}", uri, "Run it again.")
    children = _children(files, uri)
    if children and not replace:
        raise _refused(uri, "is not empty any more", "Give another name, or --force to write over it.")
    # The mark first: without it the rest is not whole.
    files.delete(f"{uri}/{SUCCESS}")
    for child in children:
        files.delete(child.uri)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(lambda part: files.rename(part[0], f"{uri}/{part[1]}"), parts):
            pass
    files.touch(f"{uri}/{SUCCESS}")
    _clear(files, uri, run)


def give_up(files: Files, uri: str, run: str) -> None:
    """Removes what a run has left, and a folder that holds nothing else."""
    _clear(files, uri, run)
    if files.is_there(uri) and not files.children(uri):
        files.delete(uri)


def begin_file(files: Files, uri: str, replace: bool) -> None:
    """Raises `Unreachable` where something is there that is not to be replaced."""
    if not files.is_there(uri):
        return
    found = files.look(uri)
    if found.folder:
        raise _refused(uri, "is a folder", "Give the name of a file in it.")
    if found.size > 0 and not replace:
        raise _refused(uri, "exists", "Give another name, or --force to write over it.")


def commit_file(files: Files, draft: str, uri: str, size: int, replace: bool) -> None:
    """Gives a file its name. What stood there goes first: not every file system renames over something."""
    found = files.look(draft)
    if found.size != size:
        raise Unreachable("E_WRITE", f"{draft} holds {found.size} bytes of {size}", uri, "Run it again.")
    begin_file(files, uri, replace)
    files.delete(uri)
    files.rename(draft, uri)


def _clear(files: Files, uri: str, run: str) -> None:
    """Another run may be writing there too: its files stay."""
    temporary = f"{uri}/{TEMPORARY}"
    files.delete(f"{temporary}/{run}")
    if files.is_there(temporary) and not files.children(temporary):
        files.delete(temporary)


def _children(files: Files, uri: str) -> list[Found]:
    return [child for child in files.children(uri) if child.uri.rstrip("/").rsplit("/", 1)[-1] != TEMPORARY]


def _refused(uri: str, what: str, hint: str) -> Unreachable:
    return Unreachable("E_WRITE", f"{uri} {what}: it was left as it is", uri, hint)
