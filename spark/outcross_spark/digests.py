"""Digests of files that stand elsewhere, a file after the other in a task."""

from __future__ import annotations

import json
from typing import Any, Callable, Iterable, Iterator, Sequence

from .stage import Stage
from .staging import Staging
from .tasks import Setup, try_again
from .wire import TaskRow


class DigestStage(Stage):
    """A stage that starts no worker."""

    def digests(self) -> Iterator[TaskRow]:
        """An end for each shard, which says what its whole file holds."""
        found = self._tasks().mapPartitions(digest_task(self._setup(b""))).collect()
        self._require_no_failure()
        yield from self._counted(found)


def digest_task(setup: Setup) -> Callable[[Iterable[Sequence[Any]]], Iterable[TaskRow]]:
    """For `mapPartitions` on rows (task, shards, `JVM`), of shards whose files stand elsewhere."""
    assert setup.files is not None
    files = setup.files

    def run(given: Iterable[Sequence[Any]]) -> Iterable[TaskRow]:
        for task, shards, jvm in given:
            with Staging(json.loads(shards), files.value, jvm) as staging:
                rows = list(staging.digests())
            if staging.failed is not None:
                try_again(setup, staging.failed)
            setup.seen.add({task: summary(staging, len(rows))})
            for seq, row in enumerate(rows):
                yield TaskRow(task, seq, *row)

    return run


def summary(staging: Staging, done: int) -> dict[str, Any]:
    """What the driver is to know of a task of which so many shards are done; see `_Report` of `tasks`."""
    over = staging.shards[:done]
    return {
        "bytes": sum(shard["remote"]["bytes"] for _, shard in over),
        "examples": 0,
        "size": 0,
        "rows": done,
        "parts": 0,
        "ends": [[index, 0] for index, _ in over],
        "failed": staging.failed,
    }
