"""Has a worker do one task on an executor: rows in, rows out, and no end that is not the end of all of them."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from typing import Any, Iterable, Iterator, Optional, Sequence

import pyarrow as pa

from .wire import TRAILER, WIRE, Row, batch_of, trailer
from .worker_process import WorkerProcess, given_back, taken


class WorkerDied(Exception):
    """A worker ended before it had answered."""


class Worker:
    """A worker at a task. Use it in a `with` statement: nothing of it outlives that, but for a process that waits for its next task."""

    def __init__(self, process: Sequence[str] | WorkerProcess, rows: Iterable[Row]) -> None:
        """`process`: one that waits, or the words that start one."""
        self._rows = rows
        self._given = 0
        self._fault: Optional[BaseException] = None
        self._process = process if isinstance(process, WorkerProcess) else WorkerProcess(process)
        # Whether all is well, and the process takes another task.
        self.is_free = False
        self._feeding = threading.Thread(target=self._feed, daemon=True)
        self._feeding.start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_free:
            return
        # Whoever feeds it may wait for room.
        self._process.kill()
        self._feeding.join(timeout=5)
        self._process.close()

    @property
    def alive(self) -> bool:
        return self._process.alive

    def answers(self) -> Iterator[pa.RecordBatch]:
        """Batches of one row each, without the trailer. Raises WorkerDied where the stream has no end or rows are missing."""
        came = 0
        failed = False
        promise: Optional[dict[str, Any]] = None
        for batch in self._batches():
            kind = batch.column(1)[0].as_py()
            if kind == TRAILER:
                promise = json.loads(batch.column(2)[0].as_py())
                continue
            came += 1
            failed = failed or kind == "failed"
            yield batch
        again = promise is not None and promise.get("again") is True and not failed
        how = "" if again else self._process.ended()
        self._feeding.join()
        if self._fault is not None:
            raise self._fault
        if promise is None:
            raise WorkerDied(how)
        if promise["rows"] != came:
            raise WorkerDied(f"it wrote {promise['rows']} rows, of which {came} came")
        if not failed and promise["given"] != self._given:
            raise WorkerDied(f"it was given {self._given} rows, of which it read {promise['given']}")
        self.is_free = again

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            with pa.ipc.open_stream(pa.PythonFile(self._process.stdout, mode="r")) as reader:
                for batch in reader:
                    if batch.num_rows != 1:
                        raise WorkerDied(f"it wrote a batch of {batch.num_rows} rows")
                    yield batch
        except (pa.ArrowInvalid, OSError) as cut:
            # Killed in the middle of a row, or before the first.
            how = self._process.ended()
            self._feeding.join()
            raise self._fault or WorkerDied(how) from cut

    def _feed(self) -> None:
        pipe = self._process.stdin
        try:
            with pa.ipc.new_stream(pa.PythonFile(pipe, mode="w"), WIRE) as stream:
                for row in self._rows:
                    stream.write_batch(batch_of(row))
                    # The next row may take long to come.
                    pipe.flush()
                    self._given += 1
                stream.write_batch(batch_of(trailer(self._given)))
            pipe.flush()
        except BrokenPipeError:
            # It has failed or died, which its answer tells.
            pass
        except BaseException as fault:  # noqa: BLE001: what Spark's input raises belongs to the task, not to this thread.
            self._fault = fault
            self._process.kill()


@contextmanager
def worker_at(start: Sequence[str], document: bytes, rows: Iterable[Row]) -> Iterator[Worker]:
    """A worker at a task of the job that `document` says, by a process of earlier tasks where one waits; see `taken`."""
    process = taken(start)
    free = False
    try:
        process.begin(document)
        with Worker(process, rows) as worker:
            try:
                yield worker
            finally:
                free = worker.is_free
    finally:
        if free:
            given_back(start, process)
        else:
            process.close()
