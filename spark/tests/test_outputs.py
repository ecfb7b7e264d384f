from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.outputs import begin, begin_file, commit, commit_file, give_up
from outcross_spark.remote import Found, Unreachable

OUT = "s3a://bucket/out"


class Killed(Exception):
    pass


class Store:
    """A file system that a test plays, of files and of folders that were made. It may die before its n-th change."""

    def __init__(self, *names: str) -> None:
        self.files = {f"{OUT}/{name}": 3 for name in names}
        self.folders: set[str] = set()
        self.changes = 0
        self.dies = -1

    def names(self) -> list[str]:
        return sorted(uri[len(OUT) + 1 :] for uri in self.files)

    def is_there(self, uri: str) -> bool:
        return uri in self.folders or any(one == uri or one.startswith(uri + "/") for one in [*self.files, *self.folders])

    def look(self, uri: str) -> Found:
        if not self.is_there(uri):
            raise Unreachable("E_NOT_FOUND", f"{uri} does not exist", uri)
        return Found(uri, self.files.get(uri, 0), "1", uri not in self.files)

    def children(self, uri: str) -> list[Found]:
        below = {one[len(uri) + 1 :].split("/")[0] for one in [*self.files, *self.folders] if one.startswith(uri + "/")}
        return [self.look(f"{uri}/{name}") for name in sorted(below)]

    def make_folder(self, uri: str) -> None:
        self._change()
        self.folders.add(uri)

    def delete(self, uri: str) -> None:
        self._change()
        gone = [one for one in [*self.files, *self.folders] if one == uri or one.startswith(uri + "/")]
        for one in gone:
            self.files.pop(one, None)
            self.folders.discard(one)
        # A folder that held it is still there.
        self.folders.add(uri.rsplit("/", 1)[0])

    def rename(self, uri: str, to: str) -> None:
        self._change()
        if self.is_there(to):
            raise Unreachable("E_WRITE", "something is there", to)
        self.files[to] = self.files.pop(uri)

    def touch(self, uri: str) -> None:
        self._change()
        self.files[uri] = 0

    def _change(self) -> None:
        if self.changes == self.dies:
            raise Killed
        self.changes += 1


def put(store: Store, run: str, *names: str) -> list[tuple[str, str, int]]:
    parts = []
    for i, name in enumerate(names):
        store.files[f"{OUT}/_temporary/{run}/{i}/x"] = 3
        parts.append((f"{OUT}/_temporary/{run}/{i}/x", name, 3))
    return parts


def written(store: Store, replace: bool = False) -> None:
    begin(store, OUT, "run", replace)  # type: ignore[arg-type]
    # What a lost attempt left behind.
    store.files[f"{OUT}/_temporary/run/9/x"] = 2
    commit(store, OUT, "run", replace, put(store, "run", "part-0", "part-1"))  # type: ignore[arg-type]


class Commits(unittest.TestCase):
    def test_name_the_parts_that_count_and_leave_nothing_else(self) -> None:
        store = Store()
        written(store)
        self.assertEqual(store.names(), ["_SUCCESS", "part-0", "part-1"])
        self.assertFalse(store.is_there(f"{OUT}/_temporary"))

    def test_replace_what_stood_there_when_told_to(self) -> None:
        store = Store("_SUCCESS", "old/part-7", "part-0")
        with self.assertRaises(Unreachable) as raised:
            written(store)
        self.assertEqual(raised.exception.code, "E_WRITE")
        self.assertEqual(store.names(), ["_SUCCESS", "old/part-7", "part-0"])
        written(store, replace=True)
        self.assertEqual(store.names(), ["_SUCCESS", "part-0", "part-1"])

    def test_say_that_the_folder_is_not_whole_wherever_they_are_killed(self) -> None:
        for old in ((), ("_SUCCESS", "part-0", "part-7")):
            whole = Store(*old)
            written(whole, replace=True)
            for dies in range(whole.changes):
                store = Store(*old)
                store.dies = dies
                with self.assertRaises(Killed):
                    written(store, replace=True)
                names = [name for name in store.names() if not name.startswith("_temporary")]
                if "_SUCCESS" in names:
                    self.assertIn(names, [whole.names(), sorted(old)])
                elif names:
                    self.assertTrue(store.is_there(f"{OUT}/_temporary"), (dies, names))

    def test_count_no_file_that_is_cut(self) -> None:
        store = Store()
        begin(store, OUT, "run", False)  # type: ignore[arg-type]
        parts = put(store, "run", "part-0")
        store.files[parts[0][0]] = 2
        with self.assertRaises(Unreachable) as raised:
            commit(store, OUT, "run", False, parts)  # type: ignore[arg-type]
        self.assertEqual(raised.exception.code, "E_WRITE")

    def test_leave_the_files_of_another_run(self) -> None:
        store = Store("_temporary/other/0/x")
        written(store)
        self.assertEqual(store.names(), ["_SUCCESS", "_temporary/other/0/x", "part-0", "part-1"])

    def test_write_no_folder_over_a_file(self) -> None:
        store = Store()
        store.files[OUT] = 3
        with self.assertRaises(Unreachable):
            begin(store, OUT, "run", True)  # type: ignore[arg-type]


class SingleFiles(unittest.TestCase):
    FILE, DRAFT = f"{OUT}/a.jsonl", f"{OUT}/.a.jsonl.1"

    def test_get_their_name_and_replace_only_what_they_may(self) -> None:
        for old, replace in ((None, False), (0, False), (7, True)):
            store = Store()
            if old is not None:
                store.files[self.FILE] = old
            begin_file(store, self.FILE, replace)  # type: ignore[arg-type]
            store.files[self.DRAFT] = 3
            commit_file(store, self.DRAFT, self.FILE, 3, replace)  # type: ignore[arg-type]
            self.assertEqual(store.files, {self.FILE: 3})

    def test_leave_what_stands_there(self) -> None:
        store = Store("a.jsonl", "folder/x")
        for name, replace in (("a.jsonl", False), ("folder", False), ("folder", True)):
            with self.assertRaises(Unreachable) as raised:
                begin_file(store, f"{OUT}/{name}", replace)  # type: ignore[arg-type]
            self.assertEqual(raised.exception.code, "E_WRITE")
            # It came while the file was made.
            store.files[self.DRAFT] = 3
            with self.assertRaises(Unreachable):
                commit_file(store, self.DRAFT, f"{OUT}/{name}", 3, replace)  # type: ignore[arg-type]
            del store.files[self.DRAFT]
        self.assertEqual(store.names(), ["a.jsonl", "folder/x"])

    def test_are_none_where_they_are_cut(self) -> None:
        store = Store("a.jsonl")
        store.files[self.DRAFT] = 2
        with self.assertRaises(Unreachable):
            commit_file(store, self.DRAFT, self.FILE, 3, True)  # type: ignore[arg-type]
        self.assertEqual(store.files[self.FILE], 3)


class GivingUp(unittest.TestCase):
    def test_leaves_what_was_there(self) -> None:
        for old in ((), ("a.jsonl",)):
            store = Store(*old)
            begin(store, OUT, "run", True)  # type: ignore[arg-type]
            put(store, "run", "part-0")
            give_up(store, OUT, "run")  # type: ignore[arg-type]
            self.assertEqual(store.names(), list(old))
            self.assertEqual(store.is_there(OUT), bool(old))


if __name__ == "__main__":
    unittest.main()
