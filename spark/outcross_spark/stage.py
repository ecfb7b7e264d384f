"""One job of the command line on Spark: tasks in, rows out, counted."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, Callable, Iterable, Iterator, Optional, TypeVar

from pyspark import RDD, StorageLevel
from pyspark.accumulators import Accumulator
from pyspark.core.broadcast import Broadcast
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import Row as SparkRow
from pyspark.sql.functions import col, expr

from .remote import JVM, Files
from .tasks import Batches, Program, Seen, SeenParam, Setup, first_failure, map_task, merge_task, row_task
from .wire import FRAME, TASKS, TaskRow

Then = Callable[[Batches], Batches]

R = TypeVar("R", SparkRow, TaskRow)

# Parts that one task merges into one.
FAN_IN = 8

# Rows of a job that are fetched at once, in bytes as the workers sent them; more comes task by task.
AT_ONCE = 64 << 20


class RowsLost(Exception):
    """Fewer rows came than were sent, or more."""


class JobFailed(Exception):
    """A task met an error that another attempt would meet too."""

    def __init__(self, failure: dict[str, Any], ends: list[list[int]]) -> None:
        super().__init__(failure["message"])
        self.failure = failure
        self.ends = ends


@dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    group: str
    description: str
    # Each a list of [place in the job, shard].
    tasks: list[list[list[Any]]]
    # Outputs that workers write, by their numbers: where their files are put.
    outputs: Optional[dict[str, str]] = None


class Stage:
    """A job under way. `rows` runs it; meanwhile `progress` and `cancel` may be called from another thread."""

    def __init__(self, session: SparkSession, request: Request, program: Program, retries: int) -> None:
        self._session = session
        self._context = session.sparkContext
        self._request = request
        self._program = program
        self._retries = retries
        self._seen: Accumulator[Seen] = self._context.accumulator({}, SeenParam())
        self._stopped = threading.Event()
        self._broadcasts: list[Broadcast[bytes]] = []

    def profile(self, document: bytes, merge: bytes) -> Iterator[SparkRow]:
        """The rows of all tasks, their parts merged into one by a tree of tasks: the driver sees the last alone."""
        rows = self._mapped(document)
        count = len(self._request.tasks)
        setup = self._setup(merge)
        while count > 1:
            count = ceil(count / FAN_IN)
            rows = rows.repartition(count, col("task") % count).mapInArrow(merge_task(setup), FRAME)
        found = self._ran(rows)
        merged = [row for row in found if row.kind == "part"]
        parts = sum(json.loads(row.meta)["parts"] for row in merged)
        if parts != len(self._request.tasks):
            raise RowsLost(f"{parts} of {len(self._request.tasks)} parts came")
        # A shuffle keeps no order.
        others = sorted((row for row in found if row.kind != "part"), key=lambda row: (row.task, row.seq))
        yield from self._counted(others, merged="parts")
        yield from merged

    def rows(self, document: bytes) -> Iterator[TaskRow]:
        """
        The rows of all tasks in order. They wait on the executors' disks until they are asked for; what an executor took with it is made
        again. They are no data frame: columns would be compressed for its cache and pickled for the driver, which serves nobody here.
        """
        setup = self._setup(document)
        rows = self._tasks().mapPartitions(row_task(setup)).persist(StorageLevel.DISK_ONLY)
        try:
            # By the JVM: Python would have to be given what it counts.
            rows._jrdd.count()
            self._require_no_failure()
            size = sum(entry["size"] for entry in self._seen.value.values())
            yield from self._counted(rows.collect() if size <= AT_ONCE else rows.toLocalIterator())
        finally:
            rows.unpersist()

    def progress(self) -> dict[str, int]:
        seen = {task: entry for task, entry in self._seen.value.items() if task >= 0}
        tracker = self._context.statusTracker()
        infos = [
            tracker.getStageInfo(stage)
            for job in tracker.getJobIdsForGroup(self._request.group)
            for stage in getattr(tracker.getJobInfo(job), "stageIds", [])
        ]
        return {
            "tasks": len(self._request.tasks),
            "done": len(seen),
            "active": sum(info.numActiveTasks for info in infos if info is not None),
            "bytes": sum(entry["bytes"] for entry in seen.values()),
            "examples": sum(entry["examples"] for entry in seen.values()),
        }

    def cancel(self) -> None:
        self._stopped.set()
        self._context.cancelJobGroup(self._request.group)

    def failure(self) -> Optional[JobFailed]:
        """What the job fails with, as soon as that is certain."""
        seen = self._seen.value
        found = first_failure(seen, range(len(self._request.tasks)))
        if found is None:
            return None
        ends = [end for entry in seen.values() for end in entry.get("ends", []) if end[0] < found["shard"]]
        return JobFailed(found, sorted(ends))

    def close(self) -> None:
        # With its copy on the driver's disk: a document may hold keys.
        for broadcast in self._broadcasts:
            broadcast.destroy()

    def _setup(self, document: bytes) -> Setup:
        broadcast = self._context.broadcast(document)
        self._broadcasts.append(broadcast)
        files, outputs = self._files(), self._request.outputs
        return Setup(self._program, broadcast, self._seen, self._retries, files, outputs)

    @cached_property
    def _remote(self) -> bool:
        """Whether a file stands elsewhere, or is to."""
        return bool(self._request.outputs) or any("remote" in shard for task in self._request.tasks for _, shard in task)

    def _files(self) -> Optional[Broadcast[bytes]]:
        if not self._remote:
            return None
        files = Files(self._context._jvm, self._context._jsc.hadoopConfiguration())
        broadcast = self._context.broadcast(files.settings())
        self._broadcasts.append(broadcast)
        return broadcast

    def _mapped(self, document: bytes, then: Optional[Then] = None, schema: str = FRAME) -> DataFrame:
        """What becomes of all tasks. `then` takes batches of one row, in the process that makes them, and gives those of `schema`."""
        run = map_task(self._setup(document))
        frame = self._framed(self._parted())
        return frame.mapInArrow(run if then is None else lambda batches: then(run(batches)), schema)

    def _tasks(self) -> RDD[Any]:
        """All tasks, with what an executor's JVM was started with where a task needs one."""
        spread = self._parted()
        return self._framed(spread).rdd if self._remote else spread

    def _parted(self) -> RDD[Any]:
        """A partition a task: Spark schedules, retries and speculates by partitions."""
        self._context.setJobGroup(self._request.group, self._request.description, interruptOnCancel=True)
        tasks = [(number, json.dumps(shards)) for number, shards in enumerate(self._request.tasks)]
        return self._context.parallelize(tasks, max(1, len(tasks)))

    def _framed(self, spread: RDD[Any]) -> DataFrame:
        frame = self._session.createDataFrame(spread, TASKS, verifySchema=False)
        return frame.withColumn("jvm", expr(JVM)) if self._remote else frame

    def _ran(self, rows: DataFrame) -> list[SparkRow]:
        found = rows.collect()
        self._require_no_failure()
        return found

    def _require_no_failure(self) -> None:
        failed = self.failure()
        if failed is not None:
            raise failed

    def _counted(self, rows: Iterable[R], merged: Optional[str] = None) -> Iterator[R]:
        """Each task's rows, all of them and each once; but those, its last, that merging took."""
        came: dict[int, int] = {}
        for row in rows:
            expected = came.get(row.task, 0)
            if row.seq != expected:
                raise RowsLost(f"task {row.task} gave row {row.seq} in the place of row {expected}")
            came[row.task] = expected + 1
            yield row
        for task, entry in self._seen.value.items():
            sent = entry["rows"] - (0 if merged is None else entry[merged])
            if task >= 0 and came.get(task, 0) != sent:
                raise RowsLost(f"{came.get(task, 0)} of {sent} rows of task {task} came")
