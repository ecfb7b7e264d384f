"""What runs on executors: a task has a worker do some shards, or merge the parts of other tasks."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from queue import Full, Queue
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence

import pyarrow as pa
from pyspark import SparkFiles, TaskContext
from pyspark.accumulators import Accumulator, AccumulatorParam
from pyspark.core.broadcast import Broadcast

from .remote import Unreachable
from .staging import Staging
from .wire import FRAME_SCHEMA, Row, TaskRow, batch_of
from .worker import Worker, WorkerDied, worker_at

# Another attempt, on another machine, may get past these; past all others none does.
PASSING = {"E_UNREADABLE", "E_NOT_FOUND", "E_NETWORK", "E_WRITE", "E_WORKER"}

# More than any shard's place.
_AFTER_ALL = 1 << 31

Seen = dict[int, dict[str, Any]]
Batches = Iterable[pa.RecordBatch]


class SeenParam(AccumulatorParam[Seen]):
    """What is known of the tasks that have ended. An attempt more changes nothing: it found the same."""

    def zero(self, value: Seen) -> Seen:
        return {}

    def addInPlace(self, value1: Seen, value2: Seen) -> Seen:
        value1.update(value2)
        return value1


@dataclass(frozen=True)
class Program:
    """How a worker is started: by paths that every executor has, or from an archive that Spark has brought."""

    node: str
    script: str
    archive: Optional[str] = None

    def start(self) -> list[str]:
        """What starts the command line."""
        if self.archive is None:
            return [self.node, self.script]
        root = SparkFiles.get(self.archive)
        own = os.path.join(root, "node", "bin", "node")
        return [own if os.path.exists(own) else "node", os.path.join(root, "bin", "outcross.js")]

    def command(self) -> list[str]:
        """What starts a worker, but for its job document."""
        return [*self.start(), "worker"]


@dataclass(frozen=True)
class Setup:
    """What all tasks of a stage share."""

    program: Program
    document: Broadcast[bytes]
    seen: Accumulator[Seen]
    # Attempts after the first that Spark makes of a task.
    retries: int
    # For files that stand elsewhere: the settings of their file systems.
    files: Optional[Broadcast[bytes]] = None
    # Outputs that workers write, by their numbers: where their files are put.
    outputs: Optional[dict[str, str]] = None


class TaskFailed(Exception):
    """Makes Spark try the task again."""


def map_task(setup: Setup) -> Callable[[Batches], Batches]:
    """For `mapInArrow` on rows (task, shards) or (task, shards, `JVM`): what becomes of the shards, as rows of `FRAME`."""

    def run(batches: Batches) -> Batches:
        for batch in batches:
            given = zip(*(column.to_pylist() for column in batch.columns))
            for task, seq, answer in _answers(setup, given):
                yield _framed(task, seq, answer)

    return run


def row_task(setup: Setup) -> Callable[[Iterable[Sequence[Any]]], Iterable[TaskRow]]:
    """For `mapPartitions` on rows as those of `map_task`: what becomes of the shards, as objects that a JVM passes on unseen."""

    def run(given: Iterable[Sequence[Any]]) -> Iterable[TaskRow]:
        for task, seq, answer in _answers(setup, given):
            yield TaskRow(task, seq, *(column[0].as_py() for column in answer.columns))

    return run


def merge_task(setup: Setup) -> Callable[[Batches], Batches]:
    """For `mapInArrow` on rows of `FRAME`: the parts among them merged into one, the rest as it is."""

    def run(batches: Batches) -> Batches:
        with _Merger(setup) as merger:
            for batch in batches:
                for i, kind in enumerate(batch.column("kind").to_pylist()):
                    row = pa.RecordBatch.from_arrays(batch.slice(i, 1).columns, schema=FRAME_SCHEMA)
                    if kind == "part":
                        merger.add(row)
                    else:
                        yield row
            yield from merger.merged()

    return run


class _Merger:
    """A worker that merges parts as they come, started with the first: it holds two of them and no more."""

    def __init__(self, setup: Setup) -> None:
        context = TaskContext.get()
        self._task = 0 if context is None else context.partitionId()
        self._setup = setup
        self._parts: Queue[Optional[Row]] = Queue(maxsize=1)
        self._stack = ExitStack()
        self._worker: Optional[Worker] = None

    def __enter__(self) -> _Merger:
        return self

    def __exit__(self, *_: object) -> None:
        # Whoever feeds the worker may wait for a part that does not come.
        with suppress(Full):
            self._parts.put_nowait(None)
        self._stack.close()

    def add(self, batch: pa.RecordBatch) -> None:
        if self._worker is None:
            command, document = self._setup.program.command(), self._setup.document.value
            self._worker = self._stack.enter_context(worker_at(command, document, iter(self._parts.get, None)))
        values = {name: batch.column(name)[0].as_py() for name in ("meta", "data")}
        self._put(Row(-1, "part", **values))

    def merged(self) -> Batches:
        if self._worker is None:
            return
        self._put(None)
        report = _Report(self._task)
        try:
            for seq, answer in enumerate(self._worker.answers()):
                if report.note(answer):
                    yield _framed(self._task, seq, answer)
        except WorkerDied as death:
            report.died(f" while it merged profiles: {death}")
        if report.failed is not None:
            try_again(self._setup, report.failed)
            # Below all tasks that read, and behind their shards: what reading fails with comes first.
            failed = {**report.failed, "shard": _AFTER_ALL}
            self._setup.seen.add({-1 - self._task: {"failed": failed}})

    def _put(self, row: Optional[Row]) -> None:
        assert self._worker is not None
        while self._worker.alive:
            try:
                return self._parts.put(row, timeout=1)
            except Full:
                continue


def _answers(setup: Setup, given: Iterable[Sequence[Any]]) -> Iterator[tuple[int, int, pa.RecordBatch]]:
    """What a worker says of each task, with the task's number and that of the row in it."""
    for task, shards, *jvm in given:
        settings = None if setup.files is None else setup.files.value
        with Staging(json.loads(shards), settings, next(iter(jvm), None), setup.outputs) as staging:
            for seq, answer in enumerate(_shards(setup, task, staging)):
                yield task, seq, answer


def _shards(setup: Setup, task: int, staging: Staging) -> Batches:
    report = _Report(task)
    report.shard = staging.shards[0][0]
    sent = 0
    try:
        with worker_at(setup.program.command(), setup.document.value, staging.rows()) as worker:
            for answer in worker.answers():
                if report.note(answer) and report.failed is None:
                    yield _put(answer, staging)
                    sent += 1
    except Unreachable as error:
        report.failed = {**error.told(), "shard": report.shard}
    except WorkerDied as death:
        names = {index: shard["name"] for index, shard in staging.shards}
        report.died(f": {death}", names.get(report.shard, ""))
    except OSError as error:
        report.died(f": it could not be started: {error}")
    report.failed = report.failed or staging.failed
    if report.failed is not None:
        try_again(setup, report.failed)
    report.sent = sent
    setup.seen.add({task: report.summary()})


def _put(answer: pa.RecordBatch, staging: Staging) -> pa.RecordBatch:
    """A row as it goes on: that of a file which the worker wrote says where the file stands now."""
    if answer.column(1)[0].as_py() != "written":
        return answer
    file = json.loads(answer.column(2)[0].as_py())
    file["path"] = staging.put(file["output"], file["path"])
    return batch_of(Row(answer.column(0)[0].as_py(), "written", json.dumps(file)))


def try_again(setup: Setup, failed: dict[str, Any]) -> None:
    """Raises where another attempt is to come, and may get past the failure."""
    if failed["code"] in PASSING and not failed.get("final") and _attempt() < setup.retries:
        raise TaskFailed(failed["message"])


def _attempt() -> int:
    context = TaskContext.get()
    return 0 if context is None else context.attemptNumber()


class _Report:
    """What the driver is to know of a task before it has its rows."""

    def __init__(self, task: int) -> None:
        self.task = task
        self.shard = -1
        self.failed: Optional[dict[str, Any]] = None
        self.sent = 0
        self._bytes = 0
        self._examples = 0
        self._size = 0
        self._parts = 0
        self._ends: list[list[int]] = []

    def note(self, answer: pa.RecordBatch) -> bool:
        """False where the answer is for nobody else."""
        shard, kind, meta, data, _ = (column[0] for column in answer.columns)
        self.shard = max(self.shard, shard.as_py())
        self._size += answer.nbytes
        name = kind.as_py()
        if name == "progress":
            told = json.loads(meta.as_py())
            self._bytes += told["bytes"]
            self._examples += told["examples"]
            return False
        if name == "failed":
            self.failed = {**json.loads(meta.as_py()), "shard": shard.as_py()}
            return False
        if name == "part":
            self._parts += 1
        if name == "end":
            self._ends.append([shard.as_py(), json.loads(meta.as_py())["rows"]])
        return True

    def died(self, how: str, name: str = "") -> None:
        during = f" while it read {name}, after {self._examples} examples" if name else ""
        self.failed = {
            "code": "E_WORKER",
            "message": f"a worker died{during}{how}",
            "shard": self.shard,
            **({"where": name} if name else {}),
            "hint": "Give executors more memory outside of the JVM (spark.executor.memoryOverhead), or lower --max-row-bytes.",
        }

    def summary(self) -> dict[str, Any]:
        return {
            "bytes": self._bytes,
            "examples": self._examples,
            "size": self._size,
            "rows": self.sent,
            "parts": self._parts,
            "ends": self._ends,
            "failed": self.failed,
        }


def _framed(task: int, seq: int, answer: pa.RecordBatch) -> pa.RecordBatch:
    place = [pa.array([number], type=pa.int32()) for number in (task, seq)]
    return pa.RecordBatch.from_arrays([*place, *answer.columns], schema=FRAME_SCHEMA)


def first_failure(seen: Seen, tasks: Iterable[int]) -> Optional[dict[str, Any]]:
    """The failure of the lowest shard, once all tasks before its own have ended: which comes first does not hang on who is quick."""
    failures = [(entry["failed"]["shard"], task) for task, entry in seen.items() if entry["failed"] is not None]
    if not failures:
        return None
    _, first = min(failures)
    return seen[first]["failed"] if all(task in seen for task in tasks if task < first) else None
