"""
Runs outcross on Spark.

    spark-submit --master URL --archives outcross-engine.tar.gz#outcross outcross_job.py profile s3a://... -o out.profile

What stands after the name of this file is a command line of outcross. Started by outcross itself, it serves that.
"""

from __future__ import annotations

import os
import signal
import sys


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
    raise NotImplementedError


if __name__ == "__main__":
    sys.exit(main())
