from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path
from typing import Iterator

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.wire import Row
from outcross_spark.worker import Worker, WorkerDied

# A worker that answers each row with itself, and may go wrong after the first.
PROGRAM = """
import json, os, signal, sys
sys.path.insert(0, {path!r})
import pyarrow as pa
from outcross_spark.wire import WIRE, Row, batch_of
given = came = 0
with pa.ipc.open_stream(sys.stdin.buffer) as rows, pa.ipc.new_stream(sys.stdout.buffer, WIRE) as answers:
    for batch in rows:
        row = Row(*(column[0].as_py() for column in batch.columns))
        if row.kind == "trailer":
            continue
        given += 1
        answers.write_batch(batch)
        came += 1
        sys.stdout.buffer.flush()
        {wrong}
    answers.write_batch(batch_of(Row(-1, "trailer", json.dumps({{"rows": came, "given": given}}))))
"""

PACKAGE = str(Path(__file__).parent.parent)
ROWS = [Row(i, "shard", "{}", bytes([i]) * 10) for i in range(5)]


def program(wrong: str = "pass") -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(path=PACKAGE, wrong=wrong)]


def answered(command: list[str], rows: Iterator[Row] | list[Row]) -> list[int]:
    with Worker(command, rows) as worker:
        return [batch.column(0)[0].as_py() for batch in worker.answers()]


class Workers(unittest.TestCase):
    def test_all_rows_come_back(self) -> None:
        self.assertEqual(answered(program(), ROWS), [0, 1, 2, 3, 4])

    def test_no_rows_are_an_answer_too(self) -> None:
        self.assertEqual(answered(program(), []), [])

    def test_one_has_the_open_files_that_its_command_names_and_no_others(self) -> None:
        with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as other:
            file.write(b"a job")
            file.flush()
            check = f"assert open(sys.argv[1]).read() == 'a job' and not os.path.exists('/dev/fd/{other.fileno()}')"
            self.assertEqual(answered([*program(check), f"/dev/fd/{file.fileno()}"], ROWS), [0, 1, 2, 3, 4])

    def test_one_that_is_killed_is_no_end(self) -> None:
        with self.assertRaisesRegex(WorkerDied, "signal 9"):
            answered(program("os.kill(os.getpid(), signal.SIGKILL)"), ROWS)

    def test_one_that_stops_early_is_no_end(self) -> None:
        with self.assertRaisesRegex(WorkerDied, "status 3\nout of luck"):
            answered(program("sys.stderr.write('out of luck'); sys.stderr.flush(); os._exit(3)"), ROWS)

    def test_a_row_that_is_lost_is_found_out(self) -> None:
        with self.assertRaisesRegex(WorkerDied, "wrote 10 rows, of which 5 came"):
            answered(program("came += 1"), ROWS)

    def test_a_row_that_was_not_read_is_found_out(self) -> None:
        with self.assertRaisesRegex(WorkerDied, "given 5 rows, of which it read 0"):
            answered(program("given -= 1"), ROWS)

    def test_what_is_no_stream_is_no_answer(self) -> None:
        with self.assertRaises(WorkerDied):
            answered([sys.executable, "-c", "print('hello')"], ROWS)

    def test_one_that_cannot_be_started_says_so(self) -> None:
        with self.assertRaises(OSError):
            answered(["/none/such"], ROWS)

    def test_an_error_of_the_input_is_the_task_s(self) -> None:
        def rows() -> Iterator[Row]:
            yield ROWS[0]
            raise ValueError("the shuffle is gone")

        with self.assertRaisesRegex(ValueError, "the shuffle is gone"):
            answered(program(), rows())

    def test_nothing_is_left_when_nobody_asks_for_more(self) -> None:
        with Worker(program("import time; time.sleep(100)"), ROWS) as worker:
            next(worker.answers())
        self.assertFalse(worker.alive)


if __name__ == "__main__":
    unittest.main()
