"""The process of a worker on an executor, which does task after task, of one job or of several: starting one takes as long as reading 10 MB."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections import deque
from contextlib import suppress
from typing import IO, Optional, Sequence

# Lines of what a worker says that are kept for an error.
_SAID = 20

# Where a process finds its open files.
_OPEN = "/dev/fd/"

# Seconds that a worker has to end after the end of its answer.
_PATIENCE = 5


class WorkerProcess:
    """A process, and what is needed to talk to it. It ends at the latest when this process does: its standard input is closed then."""

    def __init__(self, command: Sequence[str], job: Optional[IO[bytes]] = None) -> None:
        """
        Open files of this process that the command names by their descriptors, as /dev/fd/3, are the worker's too. `job` is the file of
        job documents among them, which is closed with the process.
        """
        self._job = job
        self._said: deque[str] = deque(maxlen=_SAID)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[int(word[len(_OPEN) :]) for word in command if word.startswith(_OPEN)],
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self.stdin = self._process.stdin
        self.stdout = self._process.stdout
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def begin(self, document: bytes) -> None:
        """Gives it the job document of its next task."""
        assert self._job is not None
        # What it said of other tasks is not about this one.
        self._said.clear()
        self._job.truncate(0)
        self._job.seek(0)
        self._job.write(document)
        self._job.flush()
        # Where a process that opens /dev/fd/3 has this file's own place in it.
        self._job.seek(0)

    def forget(self) -> None:
        """A document may hold keys: it does not stay where it was."""
        if self._job is not None:
            self._job.truncate(0)

    def kill(self) -> None:
        self._process.kill()

    def ended(self) -> str:
        """How it ended, which it does now if it has not done so by itself, and what it said last."""
        try:
            status = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self._process.wait()
        self._listening.join(timeout=_PATIENCE)
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return "\n".join([f"it ended with {how}", *self._said])

    def close(self) -> None:
        """Ends it, whatever it does."""
        if self.alive:
            self.kill()
        self._process.wait()
        self._listening.join(timeout=_PATIENCE)
        # What was still to be written has nobody who reads it.
        with suppress(BrokenPipeError):
            self.stdin.close()
        for stream in (self.stdout, self._process.stderr, self._job):
            if stream is not None:
                stream.close()

    def _listen(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None
        for line in pipe:
            self._said.append(line.decode(errors="replace").rstrip())


# The one that waits for the next task of this process, which Spark too uses for task after task, one at a time; and what it was started with.
_waiting: Optional[tuple[tuple[str, ...], WorkerProcess]] = None


def taken(start: Sequence[str]) -> WorkerProcess:
    """
    The worker that waits, if it was started by the same words and lives, or else a new one. `start`: the command line but for the job document,
    which is in a file without a name: it may hold keys, and nothing of it outlives this process.
    """
    global _waiting
    waiting, _waiting = _waiting, None
    if waiting is not None:
        words, process = waiting
        if words == tuple(start) and process.alive:
            return process
        process.close()
    job = tempfile.TemporaryFile()
    try:
        return WorkerProcess([*start, "--job", f"{_OPEN}{job.fileno()}"], job)
    except BaseException:
        job.close()
        raise


def given_back(start: Sequence[str], process: WorkerProcess) -> None:
    """For the next task. Only a process that has said that it takes one, and that has nothing left to say of the last."""
    global _waiting
    process.forget()
    if _waiting is not None:
        _waiting[1].close()
    _waiting = (tuple(start), process)
