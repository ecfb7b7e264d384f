"""What the driver does with files that stand elsewhere, on the command line's behalf."""

from __future__ import annotations

import json
import threading
from typing import Any, Optional

from pyspark.sql import SparkSession

from .mirror import Mirror
from .outputs import begin, begin_file, commit, commit_file, give_up
from .remote import Files


class FileDesk:
    """The files of a session. Questions may come from several threads."""

    def __init__(self, session: SparkSession) -> None:
        context = session.sparkContext
        self.files = Files(context._jvm, context._jsc.hadoopConfiguration())
        self._lock = threading.Lock()
        self._mirror: Optional[Mirror] = None

    @property
    def root(self) -> Optional[str]:
        return None if self._mirror is None else self._mirror.root

    def answer(self, head: dict[str, Any]) -> bytes:
        """Raises `Unreachable`."""
        return json.dumps(self._answers[head["what"]](self, head)).encode()

    def close(self) -> None:
        if self._mirror is not None:
            self._mirror.close()

    def _show(self, head: dict[str, Any]) -> Any:
        with self._lock:
            if self._mirror is None:
                self._mirror = Mirror(self.files)
            return self._mirror.show(head["uri"], head.get("below"))

    def _open(self, head: dict[str, Any]) -> None:
        begin(self.files, head["uri"], head["run"], head["replace"])

    def _put(self, head: dict[str, Any]) -> None:
        self.files.put(head["local"], head["uri"])

    def _commit(self, head: dict[str, Any]) -> None:
        commit(self.files, head["uri"], head["run"], head["replace"], head["parts"])

    def _abort(self, head: dict[str, Any]) -> None:
        give_up(self.files, head["uri"], head["run"])

    def _open_file(self, head: dict[str, Any]) -> None:
        begin_file(self.files, head["uri"], head["replace"])

    def _commit_file(self, head: dict[str, Any]) -> None:
        commit_file(self.files, head["draft"], head["uri"], head["bytes"], head["replace"])

    def _discard(self, head: dict[str, Any]) -> None:
        self.files.delete(head["uri"])

    _answers = {
        "show": _show,
        "open": _open,
        "put": _put,
        "commit": _commit,
        "abort": _abort,
        "openFile": _open_file,
        "commitFile": _commit_file,
        "discard": _discard,
    }
