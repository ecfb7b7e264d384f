from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Iterator, Optional
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.mirror import HEAD, Mirror, hidden, parts_of
from outcross_spark.remote import Found, Unreachable, bring, digest, unreachable
from outcross_spark.staging import Staging


class Store:
    """File systems that a test plays: what stands under each URI, as the driver and executors ask for it."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.contents = contents
        self.version = "1"
        self.copied: list[tuple[int, int]] = []

    def look(self, uri: str) -> Found:
        if uri in self.contents:
            return Found(uri, len(self.contents[uri]), self.version, False)
        if any(one.startswith(uri.rstrip("/") + "/") for one in self.contents):
            return Found(uri.rstrip("/"), 0, "", True)
        raise Unreachable("E_NOT_FOUND", f"{uri} does not exist", uri)

    def below(self, uri: str) -> Iterator[Found]:
        return (self.look(one) for one in self.contents if one.startswith(uri + "/"))

    def put(self, local: str, uri: str) -> None:
        self.contents[uri] = Path(local).read_bytes()

    def read(self, uri: str) -> Stream:
        self.look(uri)
        return Stream(self, self.contents[uri])


class Stream:
    def __init__(self, store: Store, content: bytes) -> None:
        self._store = store
        self._content = content

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def copy(self, start: int, end: int, local: str, at: Optional[int] = None) -> int:
        piece = self._content[start:end]
        self._store.copied.append((start, start + len(piece)))
        Path(local).touch()
        with open(local, "r+b") as file:
            file.seek(start if at is None else at)
            file.write(piece)
        return len(piece)

    def copy_line(self, at: int, local: str) -> None:
        feed = self._content.find(b"\n", at)
        self.copy(at, len(self._content) if feed < 0 else feed + 1, local)


URI = "s3a://bucket/d/a.jsonl"


def remote(store: Store, spans: list[list[int]], **more: Any) -> dict[str, Any]:
    found = store.look(URI)
    return {"uri": URI, "bytes": found.size, "version": found.version, "spans": spans, **more}


class Bringing(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.local = os.path.join(folder.name, "a")

    def brought(self, store: Store, wanted: dict[str, Any]) -> bytes:
        bring(store, wanted, self.local)  # type: ignore[arg-type]
        return Path(self.local).read_bytes()

    def test_brings_the_spans_and_zeros_for_the_rest(self) -> None:
        store = Store({URI: b"0123456789"})
        self.assertEqual(self.brought(store, remote(store, [[0, 2], [5, 7]])), b"01\0\0\x0056\0\0\0")

    def test_goes_on_to_the_end_of_a_line(self) -> None:
        rng = random.Random(7)
        for _ in range(50):
            content = bytes(rng.choice(b"ab\n") for _ in range(rng.randint(1, 40)))
            end = rng.randint(1, len(content))
            store = Store({URI: content})
            brought = self.brought(store, remote(store, [[0, end]], toLineEnd=True))
            feed = content.find(b"\n", end - 1)
            wanted = len(content) if feed < 0 else feed + 1
            self.assertEqual(brought[:wanted], content[:wanted])
            self.assertEqual(len(brought), len(content))

    def test_refuses_a_file_that_is_another_now(self) -> None:
        store = Store({URI: b"0123456789"})
        wanted = remote(store, [[0, 10]])
        for version, content in (("2", b"9876543210"), ("1", b"01234"), ("1", b"01234567890")):
            store.version, store.contents[URI] = version, content
            with self.assertRaises(Unreachable) as raised:
                self.brought(store, wanted)
            self.assertEqual((raised.exception.code, raised.exception.where), ("E_UNREADABLE", URI))
        del store.contents[URI]
        with self.assertRaises(Unreachable) as raised:
            self.brought(store, wanted)
        self.assertEqual(raised.exception.code, "E_NOT_FOUND")


class Digests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.local = os.path.join(folder.name, "piece")

    def test_are_of_all_bytes_however_few_stand_on_the_disk_at_once(self) -> None:
        for size in (0, 1, 9, 10, 11, 100):
            store = Store({URI: os.urandom(size)})
            with mock.patch("outcross_spark.remote._AT_ONCE", 10), mock.patch("outcross_spark.remote._CHUNK", 3):
                found = digest(store, remote(store, []), self.local)  # type: ignore[arg-type]
            self.assertEqual(found, hashlib.sha256(store.contents[URI]).hexdigest(), size)
            self.assertEqual(len(store.copied), (size + 9) // 10)
            if size > 0:
                self.assertLessEqual(os.path.getsize(self.local), 10)

    def test_are_of_no_file_that_is_another_now(self) -> None:
        store = Store({URI: b"0123456789"})
        wanted = remote(store, [])
        for version, content in (("2", b"9876543210"), ("1", b"01234"), ("1", b"01234567890")):
            store.version, store.contents[URI] = version, content
            with self.assertRaises(Unreachable) as raised:
                digest(store, wanted, self.local)  # type: ignore[arg-type]
            self.assertEqual((raised.exception.code, raised.exception.final), ("E_UNREADABLE", True))

    def test_come_file_after_file_and_leave_nothing(self) -> None:
        other = "s3a://bucket/d/b.jsonl"
        store = Store({URI: b"alpha", other: b"beta"})
        shards = [[i, {"path": "/m", "name": uri, "remote": remote(store, [], uri=uri)}] for i, uri in ((3, other), (4, URI))]
        shards[0][1]["remote"]["bytes"] = 4
        with mock.patch("outcross_spark.staging.own_files", lambda *_: store):
            with Staging(shards, b"settings", "jvm") as staging:
                rows = [(row.shard, row.kind, json.loads(row.meta)) for row in staging.digests()]
                folder = staging._folder
        self.assertIsNone(staging.failed)
        self.assertEqual(
            rows,
            [
                (i, "end", {"rows": 0, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
                for i, content in ((3, b"beta"), (4, b"alpha"))
            ],
        )
        assert folder is not None
        self.assertFalse(os.path.exists(folder))

    def test_end_before_the_file_that_cannot_be_had(self) -> None:
        store = Store({URI: b"alpha"})
        gone = remote(store, [], uri="s3a://bucket/gone")
        shards = [[0, {"name": "a", "remote": remote(store, [])}], [1, {"name": "b", "remote": gone}]]
        with mock.patch("outcross_spark.staging.own_files", lambda *_: store):
            with Staging(shards, b"settings", "jvm") as staging:
                self.assertEqual([row.shard for row in staging.digests()], [0])
        assert staging.failed is not None
        self.assertEqual((staging.failed["shard"], staging.failed["code"]), (1, "E_NOT_FOUND"))


class Mirrors(unittest.TestCase):
    def setUp(self) -> None:
        self.store = Store({})
        self.mirror = Mirror(self.store)  # type: ignore[arg-type]
        self.addCleanup(self.mirror.close)

    def show(self, uri: str, below: Optional[str] = None) -> list[str]:
        shown = self.mirror.show(uri, below)
        self.path = shown["path"]
        return [os.path.relpath(path, self.mirror.root) for path, *_ in shown["files"]]

    def test_shows_a_folder_with_sizes_and_heads(self) -> None:
        content = os.urandom(3 * HEAD)
        self.store.contents = {"s3a://b/d/x=1/a": content, "s3a://b/d/_SUCCESS": b"", "s3a://b/e": b"no"}
        self.assertEqual(self.show("s3a://b/d"), ["s3a/b/d/_SUCCESS", "s3a/b/d/x=1/a"])
        shown = Path(self.path, "x=1", "a").read_bytes()
        self.assertEqual(shown, content[:HEAD] + bytes(2 * HEAD))

    def test_shows_the_footer_of_a_table(self) -> None:
        footer = os.urandom(5000)
        content = b"PAR1" + os.urandom(9 * HEAD) + footer + (5000).to_bytes(4, "little") + b"PAR1"
        self.store.contents = {"s3a://b/t": content}
        self.show("s3a://b/t")
        shown = Path(self.path).read_bytes()
        self.assertEqual(shown[-5008:], content[-5008:])
        self.assertEqual(shown[:HEAD], content[:HEAD])
        self.assertEqual(shown[HEAD:-5008], bytes(len(content) - 5008 - HEAD))

    def test_believes_no_footer_that_is_longer_than_the_file(self) -> None:
        self.store.contents = {"s3a://b/t": b"PAR1" + b"\xff\xff\xff\xff" + b"PAR1"}
        self.show("s3a://b/t")
        self.assertEqual(Path(self.path).read_bytes(), self.store.contents["s3a://b/t"])

    def test_shows_what_a_pattern_begins_with_and_a_name_that_looks_like_one(self) -> None:
        self.store.contents = {"s3a://b/d/a.jsonl": b"1", "s3a://b/d/b[1].jsonl": b"2"}
        self.assertEqual(len(self.show("s3a://b/d/*.jsonl", "s3a://b/d")), 2)
        self.assertTrue(self.path.endswith("/s3a/b/d/*.jsonl"))
        self.assertEqual(self.show("s3a://b/d/b[1].jsonl", "s3a://b/d"), ["s3a/b/d/b[1].jsonl"])

    def test_passes_over_hidden_names_below_a_folder_only(self) -> None:
        self.store.contents = {"s3a://b/.d/a": b"1", "s3a://b/.d/.x/a": b"1", "s3a://b/.d/.a": b"1"}
        self.assertEqual(self.show("s3a://b/.d"), ["s3a/b/.d/a"])

    def test_lets_no_name_lead_out_of_it(self) -> None:
        for name in ("../../etc/x", "a/../../../../x", "\0", "y" * 300):
            self.store.contents = {f"s3a://b/d/{name}": b"1"}
            with self.assertRaises(Unreachable):
                self.show("s3a://b/d")
        self.store.contents = {"s3a://b/d/a": b"1"}
        with self.assertRaises(Unreachable):
            self.show("s3a://b/d/*/../../../x", "s3a://b/d")

    def test_knows_the_parts_of_uris_as_hadoop_writes_them(self) -> None:
        self.assertEqual(parts_of("hdfs://host:9000/a/b"), ("hdfs", "host:9000", "/a/b"))
        self.assertEqual(parts_of("file:/a/b"), ("file", "", "/a/b"))
        self.assertEqual(parts_of("file:///a"), ("file", "", "/a"))
        self.assertEqual(parts_of("s3a://bucket"), ("s3a", "bucket", "/"))
        self.assertTrue(hidden("s3a://b/d/.x/a", "s3a://b/d"))
        self.assertFalse(hidden("s3a://b/.d/x", "s3a://b/.d"))


class Errors(unittest.TestCase):
    def test_are_told_by_their_cause(self) -> None:
        for causes, code in (
            ([("FileNotFoundException", "No such file")], "E_NOT_FOUND"),
            ([("AWSBadRequestException", ""), ("NoSuchBucketException", "")], "E_NOT_FOUND"),
            ([("RuntimeException", ""), ("ClassNotFoundException", "org.x.S3A not found")], "E_PEER"),
            ([("UnsupportedFileSystemException", 'No FileSystem for scheme "s3"')], "E_PEER"),
            ([("AccessDeniedException", ""), ("NoAwsCredentialsException", "none")], "E_UNREADABLE"),
            ([("AccessControlException", "Permission denied: user=x")], "E_UNREADABLE"),
            ([("ConnectException", "Connection refused")], "E_NETWORK"),
            ([("OddException", "what\n\tat a.b")], "E_UNREADABLE"),
            ([], "E_UNREADABLE"),
        ):
            error = unreachable("s3a://b/x", causes)
            self.assertEqual((error.code, error.where), (code, "s3a://b/x"), causes)
            self.assertNotIn("\tat", str(error))

    def test_name_the_remedy(self) -> None:
        error = unreachable("s3a://b/x", [("ClassNotFoundException", "S3AFileSystem")])
        self.assertIn("hadoop-aws", error.hint or "")


class Stagings(unittest.TestCase):
    def test_hand_on_shards_of_files_that_are_here(self) -> None:
        shards = [[3, {"path": "/a", "name": "a"}], [4, {"path": "/b", "name": "b"}]]
        with Staging(shards, None) as staging:
            self.assertEqual([(row.shard, row.kind) for row in staging.rows()], [(3, "shard"), (4, "shard")])
        self.assertIsNone(staging.failed)

    def test_bring_shards_one_after_the_other_and_leave_nothing(self) -> None:
        store = Store({URI: b"0123456789"})
        shards = [[i, {"path": "/mirror/a.jsonl", "name": "d/a.jsonl", "remote": remote(store, [[i, i + 2]])}] for i in (1, 4)]
        with mock.patch("outcross_spark.staging.own_files", lambda *_: store):
            with Staging(shards, b"settings", "jvm") as staging:
                rows = staging.rows()
                first = json.loads(next(rows).meta)
                self.assertEqual(store.copied, [(1, 3)])
                self.assertEqual(Path(first["path"]).read_bytes(), b"\x0012" + bytes(7))
                self.assertEqual((first["name"], os.path.basename(first["path"])), ("d/a.jsonl", "a.jsonl"))
                self.assertNotIn("remote", first)
                second = json.loads(next(rows).meta)
                self.assertNotEqual(second["path"], first["path"])
                self.assertEqual(list(rows), [])
        self.assertFalse(os.path.exists(os.path.dirname(os.path.dirname(first["path"]))))

    def test_put_what_a_worker_left_under_a_name_of_its_attempt(self) -> None:
        store = Store({})
        with mock.patch("outcross_spark.staging.own_files", lambda *_: store):
            with Staging([[0, {"name": "a"}]], b"settings", "jvm", {"1": "s3a://b/_temporary/r"}) as staging:
                told, shard = staging.rows()
                self.assertEqual([told.kind, shard.kind], ["folder", "shard"])
                left = os.path.join(json.loads(told.meta)["path"], "output-1.jsonl")
                Path(left).write_bytes(b"rows")
                uri = staging.put(1, left)
                self.assertEqual(store.contents, {uri: b"rows"})
                self.assertTrue(uri.startswith("s3a://b/_temporary/r/"))
                self.assertFalse(os.path.exists(left))
        self.assertFalse(os.path.exists(os.path.dirname(left)))

    def test_end_before_the_shard_that_cannot_be_had(self) -> None:
        store = Store({URI: b"0123456789"})
        there = {"path": "/m/a", "name": "a", "remote": remote(store, [[0, 10]])}
        gone = {**there, "remote": {**remote(store, [[0, 10]]), "uri": "s3a://bucket/gone"}}
        with mock.patch("outcross_spark.staging.own_files", lambda *_: store):
            with Staging([[0, there], [1, gone], [2, there]], b"settings", "jvm") as staging:
                self.assertEqual([row.shard for row in staging.rows()], [0])
        assert staging.failed is not None
        self.assertEqual((staging.failed["shard"], staging.failed["code"]), (1, "E_NOT_FOUND"))


if __name__ == "__main__":
    unittest.main()
