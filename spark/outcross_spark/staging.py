"""What a task reads of files that stand elsewhere, brought to the disk of its executor for as long as the task runs."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from typing import Any, Callable, Iterator, Optional, TypeVar

from pyspark import TaskContext

from .remote import Files, Unreachable, bring, digest, own_files
from .wire import Row

T = TypeVar("T")


class Staging:
    """Use it in a `with` statement: nothing that was brought outlives that."""

    def __init__(
        self,
        shards: list[list[Any]],
        settings: Optional[bytes] = None,
        jvm: Optional[str] = None,
        outputs: Optional[dict[str, str]] = None,
    ) -> None:
        self.shards = shards
        # Where the worker's files of each output are to be put.
        self._outputs = outputs or {}
        self._settings = settings
        self._jvm = jvm
        self._folder: Optional[str] = None
        # Why a shard could not be brought, with its place in the job.
        self.failed: Optional[dict[str, Any]] = None

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def rows(self) -> Iterator[Row]:
        """
        The rows that tell a worker of the shards, each as soon as its bytes are there: the next are brought while it reads. They end early
        where one cannot be brought, so that what fails before it fails first.
        """
        if self._outputs:
            yield Row(-1, "folder", json.dumps({"path": self._own_folder()}))
        for index, shard in self.shards:
            if "remote" in shard:
                shard = self._reached(index, shard, self._brought)
                if shard is None:
                    return
            yield Row(index, "shard", json.dumps(shard))

    def digests(self) -> Iterator[Row]:
        """The rows that tell the SHA-256 of each shard's whole file, which stands elsewhere. They end early as `rows` do."""
        for index, shard in self.shards:
            size = shard["remote"]["bytes"]
            sha256 = self._reached(index, shard, self._digest)
            if sha256 is None:
                return
            yield Row(index, "end", json.dumps({"rows": 0, "bytes": size, "sha256": sha256}))

    def put(self, output: int, path: str) -> str:
        """Puts a file that the worker wrote to where those of an output go, under a name that no other attempt has; gives its URI."""
        name = f"{_attempt()}/{os.path.basename(path)}"
        uri = f"{self._outputs[str(output)]}/{name}"
        self._files.put(path, uri)
        os.unlink(path)
        return uri

    @property
    def _files(self) -> Files:
        assert self._settings is not None and self._jvm is not None
        return own_files(self._settings, self._jvm)

    def _reached(self, index: int, shard: dict[str, Any], how: Callable[[int, dict[str, Any]], T]) -> Optional[T]:
        """What comes of a shard's file, or nothing where it cannot be had: then `failed` says why."""
        try:
            return how(index, shard)
        except Unreachable as error:
            self.failed = {**error.told(), "shard": index}
        except OSError as error:
            what = f"{shard['remote']['uri']} cannot be brought to an executor: {error.strerror}"
            self.failed = {"code": "E_UNREADABLE", "message": what, "shard": index, "where": shard["name"]}
        return None

    def _digest(self, _index: int, shard: dict[str, Any]) -> str:
        return digest(self._files, shard["remote"], os.path.join(self._own_folder(), "piece"))

    def _brought(self, index: int, shard: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in shard.items() if key != "remote"}
        # A folder of its own: the ending of a name may say what a file is.
        folder = os.path.join(self._own_folder(), str(index))
        os.mkdir(folder)
        path = os.path.join(folder, os.path.basename(shard["path"]))
        bring(self._files, shard["remote"], path)
        return {**rest, "path": path}

    def _own_folder(self) -> str:
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="outcross-staged-", dir=local_folder())
        return self._folder


def _attempt() -> int:
    """A number that no other attempt of the application has."""
    context = TaskContext.get()
    return 0 if context is None else context.taskAttemptId()


def local_folder() -> Optional[str]:
    """One of Spark's local directories, which it removes with the executor whatever becomes of a task."""
    folders = [one for one in os.environ.get("SPARK_LOCAL_DIRS", "").split(",") if os.path.isdir(one)]
    return folders[os.getpid() % len(folders)] if folders else None
