"""Runs one worker process on an executor: rows in, rows out, and no end that is not the end of all of them."""

from __future__ import annotations

import json
import subprocess
import threading
from collections import deque
from typing import Iterable, Iterator, Optional, Sequence

import pyarrow as pa

from .wire import TRAILER, WIRE, Row, batch_of, trailer

# Lines of what a worker says that are kept for an error.
_SAID = 20

# Where a process finds its open files.
_OPEN = "/dev/fd/"


class WorkerDied(Exception):
    """A worker ended before it had answered."""


class Worker:
    """A worker process. Use it in a `with` statement: nothing of it outlives that."""

    def __init__(self, command: Sequence[str], rows: Iterable[Row]) -> None:
        """Open files of this process that the command names by their descriptors, as /dev/fd/3, are the worker's too."""
        self._rows = rows
        self._given = 0
        self._fault: Optional[BaseException] = None
        self._said: deque[str] = deque(maxlen=_SAID)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[int(word[len(_OPEN) :]) for word in command if word.startswith(_OPEN)],
        )
        self._threads = [
            threading.Thread(target=self._feed, daemon=True),
            threading.Thread(target=self._listen, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=5)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def answers(self) -> Iterator[pa.RecordBatch]:
        """Batches of one row each, without the trailer. Raises WorkerDied where the stream has no end or rows are missing."""
        came = 0
        failed = False
        promise: Optional[dict[str, int]] = None
        for batch in self._batches():
            kind = batch.column(1)[0].as_py()
            if kind == TRAILER:
                promise = json.loads(batch.column(2)[0].as_py())
                continue
            came += 1
            failed = failed or kind == "failed"
            yield batch
        status = self._process.wait()
        self._threads[0].join()
        if self._fault is not None:
            raise self._fault
        if promise is None:
            raise WorkerDied(self._death(status))
        if promise["rows"] != came:
            raise WorkerDied(f"it wrote {promise['rows']} rows, of which {came} came")
        if not failed and promise["given"] != self._given:
            raise WorkerDied(f"it was given {self._given} rows, of which it read {promise['given']}")

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            with pa.ipc.open_stream(self._process.stdout) as reader:
                for batch in reader:
                    if batch.num_rows != 1:
                        raise WorkerDied(f"it wrote a batch of {batch.num_rows} rows")
                    yield batch
        except (pa.ArrowInvalid, OSError) as cut:
            # Killed in the middle of a row, or before the first.
            status = self._process.wait()
            self._threads[0].join()
            raise self._fault or WorkerDied(self._death(status)) from cut

    def _feed(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            with pipe, pa.ipc.new_stream(pipe, WIRE) as stream:
                for row in self._rows:
                    stream.write_batch(batch_of(row))
                    self._given += 1
                stream.write_batch(batch_of(trailer(self._given)))
        except BrokenPipeError:
            # It has failed or died, which its answer tells.
            pass
        except BaseException as fault:  # noqa: BLE001: what Spark's input raises belongs to the task, not to this thread.
            self._fault = fault
            self._process.kill()

    def _listen(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None
        for line in pipe:
            self._said.append(line.decode(errors="replace").rstrip())

    def _death(self, status: int) -> str:
        self._threads[1].join(timeout=5)
        ended = f"signal {-status}" if status < 0 else f"status {status}"
        return "\n".join([f"it ended with {ended}", *self._said])
