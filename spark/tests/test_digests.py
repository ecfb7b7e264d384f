from __future__ import annotations

import hashlib
import json
import sys
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.digests import digest_task
from outcross_spark.tasks import TaskFailed
from outcross_spark.wire import TaskRow
from test_remote import URI, Store, remote


class Tasks(unittest.TestCase):
    """Tasks of digests, with file systems that a test plays."""

    def setUp(self) -> None:
        self.store = Store({URI: b"alpha"})
        self.seen: dict[int, dict[str, Any]] = {}
        patched = mock.patch("outcross_spark.staging.own_files", lambda *_: self.store)
        patched.start()
        self.addCleanup(patched.stop)

    def run_task(self, *wanted: dict[str, Any], retries: int = 0) -> Iterator[TaskRow]:
        setup = SimpleNamespace(
            files=SimpleNamespace(value=b"settings"), seen=SimpleNamespace(add=self.seen.update), retries=retries
        )
        shards = [[i, {"name": "a", "remote": one}] for i, one in enumerate(wanted, 7)]
        return iter(digest_task(setup)([(2, json.dumps(shards), "jvm")]))  # type: ignore[arg-type]

    def test_give_a_row_a_file_and_say_how_many(self) -> None:
        rows = list(self.run_task(remote(self.store, []), remote(self.store, [])))
        self.assertEqual([(row.task, row.seq, row.shard, row.kind) for row in rows], [(2, 0, 7, "end"), (2, 1, 8, "end")])
        self.assertEqual(json.loads(rows[1].meta)["sha256"], hashlib.sha256(b"alpha").hexdigest())
        self.assertEqual(self.seen[2], {**self.seen[2], "rows": 2, "bytes": 10, "ends": [[7, 0], [8, 0]], "failed": None})

    def test_try_again_what_may_pass_and_then_tell_it(self) -> None:
        gone = remote(self.store, [], uri="s3a://bucket/gone")
        with self.assertRaises(TaskFailed):
            list(self.run_task(gone, retries=3))
        self.assertEqual(self.seen, {})
        self.assertEqual([row.shard for row in self.run_task(remote(self.store, []), gone)], [7])
        self.assertEqual((self.seen[2]["rows"], self.seen[2]["failed"]["shard"]), (1, 8))

    def test_never_try_again_for_a_file_that_is_another_now(self) -> None:
        wanted = remote(self.store, [])
        self.store.version = "2"
        self.assertEqual(list(self.run_task(wanted, retries=3)), [])
        self.assertEqual(self.seen[2]["failed"]["code"], "E_UNREADABLE")


if __name__ == "__main__":
    unittest.main()
