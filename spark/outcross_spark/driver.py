"""Serves the command line: starts a session, runs its jobs, tells how far they are, stops them."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Iterator, Optional

from pyspark import InheritableThread
from pyspark.sql import Row as SparkRow
from pyspark.sql import SparkSession

from .dedup import DedupStage
from .digests import DigestStage
from .examples import Shape
from .file_desk import FileDesk
from .remote import Unreachable
from .stage import JobFailed, Request, RowsLost, Stage
from .tasks import Program
from .wire import Frame, TaskRow, read_frames, write_frame

# Seconds between two looks at a job under way.
LOOK = 0.2

# What holds unless it was said otherwise: a batch of parts must fit into memory, and progress is told on the terminal of the command.
DEFAULTS = {
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
}


STAGES: dict[str, type[Stage]] = {"dedup": DedupStage, "digest": DigestStage}


class Driver:
    """One command line's side of Spark. Answers frames with frames; a frame names the job that it is about by `job`."""

    def __init__(self, reads: BinaryIO, writes: BinaryIO, archive: Optional[str] = None) -> None:
        self._reads = reads
        self._writes = writes
        # The name of an archive that came with the application.
        self._archive = archive
        self._lock = threading.Lock()
        self._session: Optional[SparkSession] = None
        self._program: Optional[Program] = None
        self._desk: Optional[FileDesk] = None
        self._stages: dict[int, Stage] = {}
        self._jobs: dict[int, threading.Thread] = {}
        self._cancelled: set[int] = set()

    def serve(self) -> None:
        """Returns when the command line has closed the channel, or died."""
        try:
            for frame in read_frames(self._reads):
                self._obey(frame)
        finally:
            for job in list(self._stages):
                self._cancel(job)
            if self._desk is not None:
                self._desk.close()
            if self._session is not None:
                self._session.stop()
            # The command line waits for the end of the channel.
            with suppress(BrokenPipeError):
                self._writes.close()

    def _obey(self, frame: Frame) -> None:
        kind = frame.head["kind"]
        if kind == "start":
            self._start(frame.head)
        elif kind == "run":
            job = frame.head["job"]
            thread = InheritableThread(target=self._run, args=(job, frame), session=self._session)
            self._jobs[job] = thread
            thread.start()
        elif kind == "ask":
            InheritableThread(target=self._ask, args=(frame,), session=self._session).start()
        elif kind == "cancel":
            self._cancel(frame.head["job"])

    def _start(self, head: dict[str, Any]) -> None:
        try:
            self._session = start_session(head)
            self._program = program_of(self._session, head, self._archive)
            self._desk = FileDesk(self._session)
            context = self._session.sparkContext
            self._say(
                {
                    "kind": "started",
                    "application": context.applicationId,
                    "ui": context.uiWebUrl,
                    "version": context.version,
                    "master": context.master,
                }
            )
        except Exception as error:  # noqa: BLE001: whatever it is, the command line is to tell it.
            self._say({"kind": "refused", "message": reason(error)})

    def _run(self, job: int, frame: Frame) -> None:
        assert self._session is not None and self._program is not None
        head = frame.head
        request = Request(head["group"], head["description"], head["tasks"], head.get("outputs"))
        kind = STAGES.get(head["action"], Stage)
        stage = kind(self._session, request, self._program, retries_of(self._session))
        self._stages[job] = stage
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(job, stage, ended), daemon=True)
        watcher.start()
        try:
            rows = self._carry(job, stage, head, frame.payload)
            answer: dict[str, Any] = {"kind": "ended", "job": job, "rows": rows, **stage.progress()}
        except JobFailed as failed:
            answer = {"kind": "failed", "job": job, "failure": failed.failure, "ends": failed.ends}
        except Exception as error:  # noqa: BLE001: whatever it is, the command line is to tell it.
            answer = self._broken(job, stage, error)
        ended.set()
        watcher.join()
        self._stages.pop(job, None)
        # Spark may have died: whoever waits is to know it.
        with suppress(Exception):
            stage.close()
        self._say(answer)

    def _carry(self, job: int, stage: Stage, head: dict[str, Any], payload: bytes) -> int:
        """Says the rows of a job; how many there were."""
        said = 0
        cut = head["documentBytes"]
        document, merge = payload[:cut], payload[cut:]
        rows: Iterator[SparkRow] | Iterator[TaskRow]
        if isinstance(stage, DedupStage):
            rows = stage.dedup(document, merge, Shape(**head["shape"]))
        elif isinstance(stage, DigestStage):
            rows = stage.digests()
        else:
            rows = stage.profile(document, merge) if head["action"] == "profile" else stage.rows(document)
        for row in rows:
            if job in self._cancelled:
                break
            data, ends = bytes(row.data), bytes(row.ends)
            about = {"kind": "row", "job": job, "row": row.kind, "shard": row.shard, "ends": len(ends)}
            self._say({**about, "meta": json.loads(row.meta)}, data + ends)
            said += 1
        return said

    def _ask(self, frame: Frame) -> None:
        """What is no job: files that stand elsewhere."""
        assert self._desk is not None
        job = frame.head["job"]
        try:
            answer = self._desk.answer(frame.head)
            self._say({"kind": "done", "job": job, "root": self._desk.root}, answer)
        except Unreachable as error:
            self._say({"kind": "failed", "job": job, "failure": error.told()})
        except Exception as error:  # noqa: BLE001: whatever it is, the command line is to tell it.
            self._say({"kind": "broken", "job": job, "message": reason(error)})

    def _broken(self, job: int, stage: Stage, error: Exception) -> dict[str, Any]:
        failed = stage.failure()
        if failed is not None and job not in self._cancelled:
            return {"kind": "failed", "job": job, "failure": failed.failure, "ends": failed.ends}
        lost = isinstance(error, RowsLost)
        return {"kind": "broken", "job": job, "lost": lost, "message": reason(error)}

    def _watch(self, job: int, stage: Stage, ended: threading.Event) -> None:
        while not ended.wait(LOOK):
            with suppress(Exception):
                self._say({"kind": "progress", "job": job, **stage.progress()})
                # What is still under way can change nothing any more.
                if stage.failure() is not None:
                    stage.cancel()
                    return

    def _cancel(self, job: int) -> None:
        self._cancelled.add(job)
        stage = self._stages.get(job)
        if stage is not None:
            stage.cancel()

    def _say(self, head: dict[str, Any], payload: bytes = b"") -> None:
        with self._lock, suppress(BrokenPipeError):
            write_frame(self._writes, head, payload)


def start_session(head: dict[str, Any]) -> SparkSession:
    """The session of the application that was submitted, or one of our own."""
    # Executors beside the driver have no other interpreter with what is needed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(head["name"])
    if head.get("master") is not None:
        builder = builder.master(head["master"])
    for key, value in {**DEFAULTS, **head.get("conf", {})}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", DEFAULTS["spark.sql.execution.arrow.maxRecordsPerBatch"])
    session.sparkContext.addPyFile(zipped_package())
    return session


def program_of(session: SparkSession, head: dict[str, Any], shipped: Optional[str]) -> Program:
    """How executors start a worker: from the archive that came, or that is to go, or by the paths of this machine."""
    archive = head.get("archive")
    if archive is not None and shipped is None:
        shipped = "outcross"
        session.sparkContext.addArchive(f"{os.path.abspath(archive)}#{shipped}")
    return Program(head["node"], head["script"], shipped)


def zipped_package() -> str:
    """This package as a file that executors import from."""
    here = Path(__file__).parent
    folder = tempfile.mkdtemp(prefix="outcross-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = os.path.join(folder, "outcross_spark.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for source in sorted(here.glob("*.py")):
            # Without the file's time: that of an unpacked one may be before all that a ZIP can say.
            archive.writestr(zipfile.ZipInfo(f"outcross_spark/{source.name}"), source.read_bytes())
    return path


def retries_of(session: SparkSession) -> int:
    """Attempts after the first that Spark makes of a task: none where executors are threads of the driver."""
    context = session.sparkContext
    master = context.master or ""
    local = re.fullmatch(r"local\[[^,]*,\s*(\d+)\]", master)
    if local is not None:
        return int(local.group(1)) - 1
    if master.startswith("local") and not master.startswith("local-cluster"):
        return 0
    return int(context.getConf().get("spark.task.maxFailures", "4") or "4") - 1


def reason(error: Exception) -> str:
    """The first lines of an error: those of Spark go on for pages."""
    lines = [line for line in str(error).splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return "\n".join(lines[:6]) or type(error).__name__
