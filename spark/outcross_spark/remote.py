"""
Files by their URIs, with the file systems that Spark has: Hadoop's, so that credentials and settings are those of the session. The driver
asks its own JVM; an executor's Python has none, and starts one beside it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Iterator, Optional, Sequence

from py4j.java_gateway import GatewayParameters, JavaGateway
from py4j.protocol import Py4JError, Py4JJavaError, Py4JNetworkError

# In SQL, what an executor's JVM was started with: its home, and where its classes are.
JVM = "concat(reflect('java.lang.System', 'getProperty', 'java.home'), '\n', reflect('java.lang.System', 'getProperty', 'java.class.path'))"

# Bytes that are read at once to find the end of a line.
_LINE_ROOM = 1 << 16


class Unreachable(Exception):
    """A file cannot be had. The code is one of the command line's."""

    def __init__(self, code: str, message: str, where: str, hint: Optional[str] = None, final: bool = False) -> None:
        super().__init__(message)
        # Whether another attempt would fail too.
        self.final = final
        self.code = code
        self.where = where
        self.hint = hint

    def told(self) -> dict[str, Any]:
        hint = {} if self.hint is None else {"hint": self.hint}
        return {"code": self.code, "message": str(self), "where": self.where, "final": self.final, **hint}


@dataclass(frozen=True)
class Found:
    """A file as it was when it was looked at."""

    uri: str
    size: int
    # Differs once the file was written again: the store's own mark of its content, or else the time of its last change.
    version: str
    folder: bool


class Files:
    """The file systems of one JVM. `settings` is a Hadoop `Configuration` there. All methods raise `Unreachable`."""

    def __init__(self, jvm: Any, settings: Any) -> None:
        self._jvm = jvm
        self._settings = settings

    def settings(self) -> bytes:
        """For `own_files` of an executor. Credentials may be among them: they are sent as Spark sends its own."""
        out = self._jvm.java.io.ByteArrayOutputStream()
        self._settings.write(self._jvm.java.io.DataOutputStream(out))
        return bytes(out.toByteArray())

    def look(self, uri: str) -> Found:
        with _reached(uri):
            files, path = self._at(uri)
            return self._found(files.getFileStatus(path))

    def is_there(self, uri: str) -> bool:
        with _reached(uri):
            files, path = self._at(uri)
            return bool(files.exists(path))

    def below(self, uri: str) -> Iterator[Found]:
        """Every file below a folder, in no order."""
        with _reached(uri):
            files, path = self._at(uri)
            listed = files.listFiles(path, True)
        while True:
            with _reached(uri):
                if not listed.hasNext():
                    return
                found = self._found(listed.next())
            yield found

    def children(self, uri: str) -> list[Found]:
        with _reached(uri):
            files, path = self._at(uri)
            return [self._found(status) for status in files.listStatus(path)]

    def read(self, uri: str) -> Reading:
        with _reached(uri):
            files, path = self._at(uri)
            return Reading(self._jvm, uri, files.open(path))

    def put(self, local: str, uri: str) -> None:
        """Copies a file to where it is to be, and makes its folders."""
        with _reached(uri):
            files, path = self._at(uri)
            source = self._jvm.java.io.FileInputStream(local)
            try:
                out = files.create(path, True)
                # Not closed where it failed: in an object store that would make the part that came a whole object.
                self._jvm.org.apache.commons.io.IOUtils.copyLarge(source, out)
                out.close()
            finally:
                source.close()

    def touch(self, uri: str) -> None:
        """An empty file."""
        with _reached(uri):
            files, path = self._at(uri)
            files.create(path, True).close()

    def make_folder(self, uri: str) -> None:
        with _reached(uri):
            files, path = self._at(uri)
            files.mkdirs(path)

    def rename(self, uri: str, to: str) -> None:
        with _reached(uri):
            files, path = self._at(uri)
            if not files.rename(path, self._at(to)[1]):
                raise Unreachable("E_WRITE", f"{uri} could not be renamed to {to}", to)

    def delete(self, uri: str) -> None:
        """What is not there is no error."""
        with _reached(uri):
            files, path = self._at(uri)
            files.delete(path, True)

    def _at(self, uri: str) -> tuple[Any, Any]:
        path = self._jvm.org.apache.hadoop.fs.Path(uri)
        files = path.getFileSystem(self._settings)
        if files.getScheme() == "file":
            # Beneath what writes a file of check sums beside every other.
            with suppress(Py4JError):
                files = files.getRawFileSystem()
        return files, path

    def _found(self, status: Any) -> Found:
        version = _etag(status) or str(status.getModificationTime())
        return Found(_written(status.getPath().toString()), status.getLen(), version, status.isDirectory())


class Reading:
    """A file that is read. Use it in a `with` statement."""

    def __init__(self, jvm: Any, uri: str, stream: Any) -> None:
        self._jvm = jvm
        self._uri = uri
        self._stream = stream

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Py4JError):
            self._stream.close()

    def copy(self, start: int, end: int, local: str, at: Optional[int] = None) -> int:
        """
        Bytes [start, end), as far as there are, to the same place of a local file, or from `at` on; gives their number. They do not pass
        through here.
        """
        if end <= start:
            return 0
        with _reached(self._uri):
            self._stream.seek(start)
            file = self._jvm.java.io.RandomAccessFile(local, "rw")
            try:
                file.seek(start if at is None else at)
                out = self._jvm.java.nio.channels.Channels.newOutputStream(file.getChannel())
                # Hadoop's own copyBytes would take a small count for the size of a buffer.
                return int(self._jvm.org.apache.commons.io.IOUtils.copyLarge(self._stream, out, 0, end - start))
            finally:
                file.close()

    def copy_line(self, at: int, local: str) -> None:
        """On from `at` to the first line feed, or the end of the file."""
        while True:
            copied = self.copy(at, at + _LINE_ROOM, local)
            with open(local, "rb") as file:
                file.seek(at)
                if b"\n" in file.read(copied) or copied < _LINE_ROOM:
                    return
            at += copied


def bring(files: Files, remote: dict[str, Any], local: str) -> None:
    """
    Makes `local` a file of the true size that holds those bytes of a remote one that are asked for, and nothing in the places of others.
    Raises `Unreachable` where the file is not any more what it was.
    """
    uri, size = remote["uri"], remote["bytes"]
    with open(local, "wb") as file:
        file.truncate(size)
    with files.read(uri) as reading:
        whole = True
        for start, end in remote["spans"]:
            whole = reading.copy(start, end, local) == end - start and whole
        if remote.get("toLineEnd"):
            # A line feed that ends the span's last byte ends its last line.
            reading.copy_line(max(0, remote["spans"][-1][1] - 1), local)
    _require_same(files, remote, whole)
    with open(local, "r+b") as file:
        file.truncate(size)


# Bytes of a file that stand on the disk at once while its digest is taken, and those that are hashed at once.
_AT_ONCE = 64 << 20
_CHUNK = 1 << 20


def digest(files: Files, remote: dict[str, Any], local: str) -> str:
    """
    SHA-256 of a remote file, in hexadecimal digits. `local` holds a piece of it after the other, so that a file may be larger than the
    disk. Raises as `bring`.
    """
    sha256, size = hashlib.sha256(), remote["bytes"]
    whole = True
    with files.read(remote["uri"]) as reading:
        for start in range(0, size, _AT_ONCE):
            end = min(size, start + _AT_ONCE)
            copied = reading.copy(start, end, local, at=0)
            whole = whole and copied == end - start
            with open(local, "rb") as file:
                for at in range(0, copied, _CHUNK):
                    sha256.update(file.read(min(_CHUNK, copied - at)))
    _require_same(files, remote, whole)
    return sha256.hexdigest()


def _require_same(files: Files, remote: dict[str, Any], whole: bool) -> None:
    """Raises where a file is not any more what it was when it was listed. `whole`: all of it that was asked for was there."""
    uri = remote["uri"]
    found = files.look(uri)
    if whole and found.size == remote["bytes"] and found.version == remote["version"]:
        return
    raise Unreachable(
        "E_UNREADABLE",
        f"{uri} changed after it was listed",
        uri,
        "Start again when nothing writes to it; nothing was written.",
        final=True,
    )


# Of this process, which Spark uses for many tasks: starting a JVM takes a second.
_own: Optional[Files] = None


def own_files(settings: bytes, jvm: str) -> Files:
    """The file systems of an executor, by a JVM of its own that ends with this process. `jvm` is what `JVM` gave there."""
    global _own
    if _own is None:
        gateway = _gateway(jvm)
        java = gateway.jvm.java.io
        configuration = gateway.jvm.org.apache.hadoop.conf.Configuration(False)
        configuration.readFields(java.DataInputStream(java.ByteArrayInputStream(settings)))
        _own = Files(gateway.jvm, configuration)
    return _own


def _gateway(jvm: str) -> JavaGateway:
    home, classes = jvm.split("\n", 1)
    # In a file: the names of hundreds of archives may be too long for a command.
    handle, arguments = tempfile.mkstemp(prefix="outcross-", suffix=".args")
    try:
        with os.fdopen(handle, "w") as file:
            escaped = os.pathsep.join([classes, *_brought()]).replace("\\", "\\\\").replace('"', '\\"')
            file.write(f'-cp "{escaped}"\n')
        process = subprocess.Popen(
            [
                os.path.join(home, "bin", "java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                f"@{arguments}",
                "py4j.GatewayServer",
                "--enable-auth",
                "--die-on-broken-pipe",
                "0",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        port, token = (process.stdout.readline().decode().strip() for _ in range(2))
    finally:
        os.unlink(arguments)
    if not port.isdigit():
        raise Unreachable("E_WORKER", "no Java could be started beside an executor", home)
    parameters = GatewayParameters(port=int(port), auth_token=token, auto_convert=True)
    gateway = JavaGateway(gateway_parameters=parameters)
    # It ends when its standard input does.
    gateway.outcross_process = process
    return gateway


def _brought() -> Sequence[str]:
    """Archives of classes that Spark has brought for this application: `spark.jars` and `spark.jars.packages`."""
    from pyspark import SparkFiles

    folder = SparkFiles.getRootDirectory()
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".jar")]


def _written(uri: str) -> str:
    """As users write it: Hadoop leaves an empty authority out."""
    scheme, _, rest = uri.partition(":")
    return uri if rest.startswith("//") else f"{scheme}://{rest}"


def _etag(status: Any) -> str:
    name = status.getClass().getName()
    if name in _WITHOUT_ETAG:
        return ""
    try:
        return status.getEtag() or ""
    except Py4JError:
        _WITHOUT_ETAG.add(name)
        return ""


_WITHOUT_ETAG: set[str] = set()


class _reached:
    """Tells what Java raises as `Unreachable`."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: object, _trace: object) -> None:
        if isinstance(error, Py4JJavaError):
            raise unreachable(self._uri, list(_causes(error.java_exception))) from None
        if isinstance(error, (Py4JNetworkError, ConnectionError)):
            global _own
            _own = None
            raise Unreachable("E_WORKER", f"the Java that read {self._uri} died", self._uri) from None


def _causes(exception: Any) -> Iterator[tuple[str, str]]:
    """The names of Java's exceptions without their packages, and what they say, outermost first."""
    while exception is not None:
        yield exception.getClass().getSimpleName(), str(exception.getMessage() or "")
        exception = exception.getCause()


def unreachable(uri: str, causes: Sequence[tuple[str, str]]) -> Unreachable:
    """What an exception of Java and its causes mean to the user."""
    scheme = uri.split(":", 1)[0]
    for names, code, what, hint in _MEANINGS:
        if any(name in names or any(part in said for part in names if " " in part) for name, said in causes):
            # What began it says most.
            said = _first_line(causes[-1][1])
            final = code in ("E_NOT_FOUND", "E_PEER")
            return Unreachable(code, what.format(uri=uri, said=said, scheme=scheme), uri, hint.format(scheme=scheme), final)
    name, said = causes[0] if causes else ("", "")
    return Unreachable("E_UNREADABLE", f"{uri} cannot be reached ({name}: {_first_line(said)})", uri)


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:300]


# The names of exceptions, or words with a blank that are in what they say; the first that fits counts.
_MEANINGS = (
    (
        {"UnsupportedFileSystemException", "No FileSystem for scheme"},
        "E_PEER",
        "{uri}: this Spark knows no file system {scheme}://",
        "Name its implementation (spark.hadoop.fs.{scheme}.impl), or give the path as s3a:// where it is one of S3.",
    ),
    (
        {"ClassNotFoundException"},
        "E_PEER",
        "{uri}: this Spark has not what reads {scheme}:// ({said})",
        "Bring it: for s3a://, --spark-conf spark.jars.packages=org.apache.hadoop:hadoop-aws:VERSION, that of Spark's own Hadoop.",
    ),
    (
        {"UnknownStoreException", "NoSuchBucketException", "The specified bucket does not exist"},
        "E_NOT_FOUND",
        "{uri}: there is no such bucket",
        "Check its name, and the endpoint (spark.hadoop.fs.{scheme}.endpoint) where it is not Amazon's own.",
    ),
    (
        {"NoAuthWithAWSException", "NoAwsCredentialsException", "Unable to load credentials", "No AWS Credentials"},
        "E_UNREADABLE",
        "{uri}: Spark has no credentials for it",
        "Give Spark some as its file systems take them: an instance's role, AWS_ACCESS_KEY_ID in the environment, or spark.hadoop.fs.{scheme}.* in its configuration.",
    ),
    (
        {"AccessDeniedException", "AccessControlException", "Permission denied"},
        "E_UNREADABLE",
        "{uri}: permission is denied",
        "Ask for the right to it, or run as who has it.",
    ),
    (
        {"UnknownHostException", "ConnectException", "NoRouteToHostException", "SocketTimeoutException", "ConnectTimeoutException"},
        "E_NETWORK",
        "{uri}: its server cannot be reached ({said})",
        "Check the name and port in the path, or the endpoint in Spark's configuration, and the network.",
    ),
    (
        {"FileNotFoundException", "NoSuchFileException", "NoSuchKeyException"},
        "E_NOT_FOUND",
        "{uri} does not exist",
        "Check the path.",
    ),
    (
        {"FileAlreadyExistsException", "ParentNotDirectoryException"},
        "E_WRITE",
        "{uri}: something that is in the way stands there",
        "Give another name.",
    ),
    (
        {"NoSpaceLeft", "No space left"},
        "E_WRITE",
        "{uri}: no space is left",
        "Free some space, or name other folders in spark.local.dir.",
    ),
)
