"""One job of the command line on Spark: tasks in, rows out, counted."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from math import ceil
from typing import Any, Iterable, Iterator, Optional

from pyspark import StorageLevel
from pyspark.accumulators import Accumulator
from pyspark.core.broadcast import Broadcast
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import Row as SparkRow
from pyspark.sql.functions import col

from .tasks import Program, Seen, SeenParam, Setup, first_failure, map_task, merge_task
from .wire import FRAME, TASKS

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
        yield from sorted((row for row in found if row.kind != "part"), key=lambda row: (row.task, row.seq))
        yield from merged

    def rows(self, document: bytes) -> Iterator[SparkRow]:
        """
        The rows of all tasks in order. They wait on the executors' disks until they are asked for; what an executor took with it is made
        again.
        """
        rows = self._mapped(document).persist(StorageLevel.DISK_ONLY)
        try:
            self._ran(rows.filter(col("seq") < 0))
            size = sum(entry["size"] for entry in self._seen.value.values())
            found: Iterable[SparkRow] = (
                rows.collect() if size <= AT_ONCE else rows.toLocalIterator()
            )
            yield from self._counted(found)
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
        for broadcast in self._broadcasts:
            broadcast.unpersist()

    def _setup(self, document: bytes) -> Setup:
        broadcast = self._context.broadcast(document)
        self._broadcasts.append(broadcast)
        return Setup(self._program, broadcast, self._seen, self._retries)

    def _mapped(self, document: bytes) -> DataFrame:
        self._context.setJobGroup(self._request.group, self._request.description, interruptOnCancel=True)
        tasks = [(number, json.dumps(shards)) for number, shards in enumerate(self._request.tasks)]
        # A partition a task: Spark schedules, retries and speculates by partitions.
        spread = self._context.parallelize(tasks, max(1, len(tasks)))
        frame = self._session.createDataFrame(spread, TASKS, verifySchema=False)
        return frame.mapInArrow(map_task(self._setup(document)), FRAME)

    def _ran(self, rows: DataFrame) -> list[SparkRow]:
        found = rows.collect()
        failed = self.failure()
        if failed is not None:
            raise failed
        return found

    def _counted(self, rows: Iterable[SparkRow]) -> Iterator[SparkRow]:
        """Each task's rows, all of them and each once."""
        came: dict[int, int] = {}
        for row in rows:
            expected = came.get(row.task, 0)
            if row.seq != expected:
                raise RowsLost(f"task {row.task} gave row {row.seq} in the place of row {expected}")
            came[row.task] = expected + 1
            yield row
        for task, entry in self._seen.value.items():
            if came.get(task, 0) != entry["rows"]:
                raise RowsLost(f"{came.get(task, 0)} of {entry['rows']} rows of task {task} came")
