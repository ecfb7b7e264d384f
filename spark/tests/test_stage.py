from __future__ import annotations

import sys
import unittest
from pathlib import Path
from typing import Any, Optional

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.driver import reason
from outcross_spark.tasks import Seen, SeenParam, first_failure


def entry(shard: Optional[int] = None) -> dict[str, Any]:
    return {"failed": None if shard is None else {"shard": shard, "message": f"of {shard}"}}


class Failures(unittest.TestCase):
    def test_none_is_none(self) -> None:
        self.assertIsNone(first_failure({0: entry()}, range(2)))

    def test_waits_for_the_tasks_before_it(self) -> None:
        seen: Seen = {2: entry(20)}
        self.assertIsNone(first_failure(seen, range(4)))
        seen[0] = entry()
        self.assertIsNone(first_failure(seen, range(4)))
        seen[1] = entry(11)
        self.assertEqual(first_failure(seen, range(4)), {"shard": 11, "message": "of 11"})

    def test_reading_comes_before_merging(self) -> None:
        merging = entry(1 << 31)
        self.assertEqual(first_failure({-1: merging, 0: entry()}, range(1)), merging["failed"])
        self.assertEqual(first_failure({-1: merging, 0: entry(4)}, range(1)), {"shard": 4, "message": "of 4"})


class WhatIsSeen(unittest.TestCase):
    def test_an_attempt_more_changes_nothing(self) -> None:
        param = SeenParam()
        once = param.addInPlace(param.zero({}), {1: entry()})
        twice = param.addInPlace(dict(once), {1: entry()})
        self.assertEqual(once, twice)


class Reasons(unittest.TestCase):
    def test_leaves_out_the_stack_of_java(self) -> None:
        error = Exception("it broke\n\tat org.apache.Spark(1)\n\nCaused by: a bug\n\tat more")
        self.assertEqual(reason(error), "it broke\nCaused by: a bug")

    def test_names_an_error_without_words(self) -> None:
        self.assertEqual(reason(KeyError()), "KeyError")


if __name__ == "__main__":
    unittest.main()
