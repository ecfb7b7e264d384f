"""
Runs outcross on Spark.

    spark-submit --master URL --archives outcross-engine.tar.gz#outcross outcross_job.py profile s3a://... -o out.profile

What stands after the name of this file is a command line of outcross. Started by outcross itself, it serves that.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

# What `--archives FILE#NAME` is to call the archive.
ARCHIVE = "outcross"


def main() -> int:
    channel = os.environ.get("OUTCROSS_SPARK_CHANNEL")
    if channel is None:
        return submitted(sys.argv[1:])
    from outcross_spark.driver import Driver

    # Ctrl-C reaches all processes of a terminal: the command line says what becomes of the job.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reads, writes = (int(number) for number in channel.split(","))
    Driver(os.fdopen(reads, "rb"), os.fdopen(writes, "wb")).serve()
    return 0


def submitted(arguments: list[str]) -> int:
    """Starts the command line out of the archive that came with the application, and serves it."""
    from pyspark import SparkFiles
    from pyspark.sql import SparkSession

    # The session first: with it the archive comes.
    SparkSession.builder.getOrCreate()
    root = SparkFiles.get(ARCHIVE)
    if not os.path.isdir(root):
        print(f"There is no archive: say --archives outcross-engine.tar.gz#{ARCHIVE}", file=sys.stderr)
        return 2
    sys.path.insert(0, os.path.join(root, "spark"))
    from outcross_spark.driver import Driver
    from outcross_spark.tasks import Program

    program = Program("node", "", ARCHIVE)
    theirs, ours = os.pipe(), os.pipe()
    # Python closes what it makes when it starts another program, unless it is told to pass it on.
    environment = {**os.environ, "OUTCROSS_SPARK_CHANNEL": f"{theirs[0]},{ours[1]}"}
    child = subprocess.Popen(
        [*program.start(), *arguments], env=environment, pass_fds=(theirs[0], ours[1])
    )
    os.close(theirs[0])
    os.close(ours[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.send_signal(signal.SIGTERM))
    Driver(os.fdopen(ours[0], "rb"), os.fdopen(theirs[1], "wb"), ARCHIVE).serve()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())
