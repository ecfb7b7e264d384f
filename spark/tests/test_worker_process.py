from __future__ import annotations

import os
import signal
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Iterator, Sequence

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark import worker_process
from outcross_spark.wire import Row
from outcross_spark.worker import WorkerDied, worker_at

PACKAGE = str(Path(__file__).parent.parent)

# A worker that takes stream after stream. It answers with its number, the document, and each row; what it does wrong stands in the document.
PROGRAM = """
import json, os, sys, time
sys.path.insert(0, {path!r})
import pyarrow as pa
from outcross_spark.wire import WIRE, Row, batch_of
reads, writes = (pa.PythonFile(file, mode=mode) for file, mode in ((sys.stdin.buffer, "r"), (sys.stdout.buffer, "w")))
while True:
    try:
        rows = pa.ipc.open_stream(reads)
    except pa.ArrowInvalid:
        sys.exit()
    document = open(sys.argv[-1]).read()
    with pa.ipc.new_stream(writes, WIRE) as answers:
        told = [Row(os.getpid(), "told", json.dumps(document))]
        given = 0
        for batch in rows:
            row = Row(*(column[0].as_py() for column in batch.columns))
            if row.kind != "trailer":
                told.append(row)
                given += 1
        if document == "fails":
            told.append(Row(-1, "failed", "{{}}"))
        for row in told:
            answers.write_batch(batch_of(row))
        if document == "noise":
            sys.stderr.write("what was said\\\\n")
        promise = {{"rows": len(told) + (document == "loses"), "given": given, "again": document != "last"}}
        answers.write_batch(batch_of(Row(-1, "trailer", json.dumps(promise))))
    sys.stdout.buffer.flush()
    if document == "dies":
        os._exit(3)
"""

START = [sys.executable, "-c", PROGRAM.format(path=PACKAGE).replace("\\\\n", "\\n")]
ROWS = [Row(i, "shard", "{}") for i in range(3)]


def done(document: bytes = b"", start: Sequence[str] = START, rows: Sequence[Row] = ROWS) -> tuple[int, str, list[int]]:
    """The number of the process that did a task, the document that it had, and the rows that it was given."""
    with worker_at(start, document, rows) as worker:
        told = [(batch.column(0)[0].as_py(), batch.column(2)[0].as_py()) for batch in worker.answers()]
    return told[0][0], told[0][1].strip('"'), [shard for shard, _ in told[1:]]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return True
    except ProcessLookupError:
        return False


class Processes(unittest.TestCase):
    @classmethod
    def tearDownClass(cls) -> None:
        if worker_process._waiting is not None:
            worker_process._waiting[1].close()
        worker_process._waiting = None

    def test_one_does_task_after_task_and_has_the_document_of_each(self) -> None:
        pid, document, rows = done(b"one job")
        self.assertEqual((document, rows), ("one job", [0, 1, 2]))
        self.assertEqual(done(b"another", rows=ROWS[1:]), (pid, "another", [1, 2]))
        self.assertEqual(done(b"", rows=[]), (pid, "", []))

    def test_between_tasks_no_document_is_left(self) -> None:
        done(b"a key")
        assert worker_process._waiting is not None
        job = worker_process._waiting[1]._job
        assert job is not None
        self.assertEqual(os.fstat(job.fileno()).st_size, 0)

    def test_one_that_was_started_otherwise_is_not_taken_and_ends(self) -> None:
        pid, _, _ = done()
        self.assertNotEqual(done(start=[START[0], "-B", *START[1:]])[0], pid)
        self.assertFalse(lives(pid))

    def test_one_that_takes_no_more_ends(self) -> None:
        pid, _, rows = done(b"last")
        self.assertEqual(rows, [0, 1, 2])
        self.assertFalse(lives(pid))

    def test_one_that_failed_does_nothing_else(self) -> None:
        pid, _, _ = done(b"fails")
        self.assertFalse(lives(pid))
        self.assertIsNone(worker_process._waiting)

    def test_one_that_lost_a_row_does_nothing_else(self) -> None:
        with self.assertRaisesRegex(WorkerDied, "wrote 5 rows, of which 4 came"):
            done(b"loses")
        self.assertIsNone(worker_process._waiting)

    def test_one_that_is_left_amid_a_task_does_nothing_else(self) -> None:
        with worker_at(START, b"", ROWS) as worker:
            pid = next(worker.answers()).column(0)[0].as_py()
        self.assertFalse(lives(pid))
        self.assertNotEqual(done()[0], pid)

    def test_one_whose_task_raised_after_all_answers_is_kept_or_ended_but_not_lost(self) -> None:
        with self.assertRaises(ValueError):
            with worker_at(START, b"", ROWS) as worker:
                pid = [batch.column(0)[0].as_py() for batch in worker.answers()][0]
                raise ValueError
        self.assertEqual(done()[0], pid)

    def test_one_whose_input_raised_does_nothing_else(self) -> None:
        def rows() -> Iterator[Row]:
            yield ROWS[0]
            raise ValueError("the shuffle is gone")

        with self.assertRaisesRegex(ValueError, "the shuffle is gone"), worker_at(START, b"", rows()) as worker:
            list(worker.answers())
        self.assertIsNone(worker_process._waiting)

    def test_one_that_died_while_it_waited_is_replaced(self) -> None:
        pid, _, _ = done()
        os.kill(pid, signal.SIGKILL)
        assert worker_process._waiting is not None
        worker_process._waiting[1]._process.wait()
        again, _, rows = done()
        self.assertNotEqual(again, pid)
        self.assertEqual(rows, [0, 1, 2])

    def test_one_that_dies_in_a_later_task_is_no_end(self) -> None:
        pid, _, _ = done(b"noise")
        os.kill(pid, signal.SIGSTOP)
        with worker_at(START, b"", ROWS) as worker:
            os.kill(pid, signal.SIGKILL)
            with self.assertRaisesRegex(WorkerDied, "^it ended with signal 9$"):
                list(worker.answers())

    def test_it_ends_with_the_process_that_started_it(self) -> None:
        program = f"""
import os, sys
sys.path.insert(0, {PACKAGE!r})
from outcross_spark.wire import Row
from outcross_spark.worker import worker_at
with worker_at({START!r}, b"", []) as worker:
    print([batch.column(0)[0].as_py() for batch in worker.answers()][0], flush=True)
os.kill(os.getpid(), 9)
"""
        # Its own end of the pipe is the worker's too: it closes when both have ended.
        reads, writes = os.pipe()
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=writes) as parent:
            os.close(writes)
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
        self.assertEqual(parent.returncode, -signal.SIGKILL)
        with open(reads, "rb") as pipe:
            pipe.read()
        while lives(pid) and not _zombie(pid):
            pass


def _zombie(pid: int) -> bool:
    """Whether it has ended, and whoever inherited it does not ask."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


if __name__ == "__main__":
    unittest.main()
