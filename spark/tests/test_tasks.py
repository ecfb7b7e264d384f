from __future__ import annotations

import json
import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.tasks import Program, SeenParam, Setup, TaskFailed, map_task, row_task

# A worker that answers each shard with three rows, two of them of bytes, and says how far it is.
PROGRAM = """
import json, sys
sys.path.insert(0, {path!r})
import pyarrow as pa
from outcross_spark.wire import WIRE, Row, batch_of
given = 0
answers = []
with pa.ipc.open_stream(sys.stdin.buffer) as rows:
    for batch in rows:
        row = Row(*(column[0].as_py() for column in batch.columns))
        if row.kind == "trailer":
            continue
        given += 1
        data = bytes(range(256)) * row.shard
        answers.append(Row(row.shard, "progress", json.dumps({{"bytes": 100, "examples": 2}})))
        answers.append(Row(row.shard, "block", json.dumps({{"output": 0}}), data, b"\\x00\\x01\\x00\\x00"))
        answers.append(Row(row.shard, "block", json.dumps({{"output": 1}})))
        {then}
        answers.append(Row(row.shard, "end", json.dumps({{"rows": 2}})))
with pa.ipc.new_stream(sys.stdout.buffer, WIRE) as stream:
    for row in answers:
        stream.write_batch(batch_of(row))
    stream.write_batch(batch_of(Row(-1, "trailer", json.dumps({{"rows": len(answers), "given": given}}))))
"""

FAILS = """answers.append(Row(row.shard, "failed", json.dumps({"code": CODE, "message": "no"}))); break"""

# Gone with the process.
FOLDER = tempfile.TemporaryDirectory()

GIVEN = [(4, json.dumps([[7, {"name": "a"}], [8, {"name": "b"}]])), (5, json.dumps([[9, {"name": "c"}]]))]


def setup_of(then: str = "pass", retries: int = 0) -> tuple[Setup, dict[int, Any]]:
    seen: dict[int, Any] = {}
    program = Path(FOLDER.name, f"{len(list(Path(FOLDER.name).iterdir()))}.py")
    program.write_text(PROGRAM.format(path=str(Path(__file__).parent.parent), then=then))
    param = SeenParam()
    adder: Any = SimpleNamespace(add=lambda more: param.addInPlace(seen, more))
    document: Any = SimpleNamespace(value=b"a job")
    return Setup(Program(sys.executable, str(program)), document, adder, retries), seen


def mapped(setup: Setup, given: list[tuple[int, str]]) -> list[tuple[Any, ...]]:
    table = pa.RecordBatch.from_arrays([pa.array(column) for column in zip(*given)], names=["task", "shards"])
    return [tuple(column[0].as_py() for column in batch.columns) for batch in map_task(setup)([table])]


class Tasks(unittest.TestCase):
    def test_give_the_same_rows_as_a_data_frame_and_as_objects(self) -> None:
        as_frame, as_objects = setup_of(), setup_of()
        rows = mapped(as_frame[0], GIVEN)
        self.assertEqual([tuple(row) for row in row_task(as_objects[0])(GIVEN)], rows)
        self.assertEqual(as_frame[1], as_objects[1])
        self.assertEqual([row[:4] for row in rows if row[0] == 4][::3], [(4, 0, 7, "block"), (4, 3, 8, "block")])
        self.assertEqual([len(row[5]) for row in rows], [7 * 256, 0, 0, 8 * 256, 0, 0, 9 * 256, 0, 0])

    def test_tell_how_many_rows_they_gave_and_keep_progress_to_themselves(self) -> None:
        setup, seen = setup_of()
        rows = list(row_task(setup)(GIVEN))
        self.assertEqual([row.seq for row in rows], [0, 1, 2, 3, 4, 5, 0, 1, 2])
        self.assertEqual({task: (entry["rows"], entry["bytes"], entry["ends"]) for task, entry in seen.items()}, {
            4: (6, 200, [[7, 2], [8, 2]]),
            5: (3, 100, [[9, 2]]),
        })

    def test_give_nothing_behind_a_failure_that_no_attempt_gets_past(self) -> None:
        setup, seen = setup_of(FAILS.replace("CODE", "'E_PROVENANCE'"), retries=3)
        self.assertEqual([row.kind for row in row_task(setup)(GIVEN[:1])], ["block", "block"])
        self.assertEqual(seen[4]["failed"], {"code": "E_PROVENANCE", "message": "no", "shard": 7})

    def test_are_tried_again_where_another_attempt_may_get_past_the_failure(self) -> None:
        setup, seen = setup_of(FAILS.replace("CODE", "'E_UNREADABLE'"), retries=3)
        with self.assertRaisesRegex(TaskFailed, "no"):
            list(row_task(setup)(GIVEN[:1]))
        self.assertEqual(seen, {})


if __name__ == "__main__":
    unittest.main()
