from __future__ import annotations

import sys
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, Optional

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.driver import reason
from outcross_spark.stage import RowsLost, Stage
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


class Row(NamedTuple):
    task: int
    seq: int


def counted(rows: list[tuple[int, int]], sent: dict[int, int], parts: int = 0, merged: Optional[str] = None) -> int:
    """How many rows a stage lets through, of tasks that sent so many, of them so many parts each."""
    stage = Stage.__new__(Stage)
    seen = {task: {"rows": count, "parts": parts} for task, count in sent.items()}
    stage._seen = SimpleNamespace(value=seen)  # type: ignore[assignment]
    return len(list(stage._counted([Row(*row) for row in rows], merged)))  # type: ignore[arg-type, type-var]


class RowsOfTasks(unittest.TestCase):
    def test_all_of_all_tasks_pass_and_a_task_may_have_none(self) -> None:
        self.assertEqual(counted([(0, 0), (0, 1), (2, 0)], {0: 2, 1: 0, 2: 1}), 3)

    def test_those_that_merging_took_need_not_come(self) -> None:
        self.assertEqual(counted([(0, 0), (1, 0)], {0: 2, 1: 2}, parts=1, merged="parts"), 2)

    def test_one_that_is_missing_is_found_out_wherever_it_stood(self) -> None:
        with self.assertRaisesRegex(RowsLost, "task 0 gave row 1 in the place of row 0"):
            counted([(0, 1)], {0: 2})
        with self.assertRaisesRegex(RowsLost, "1 of 2 rows of task 0 came"):
            counted([(0, 0)], {0: 2})
        with self.assertRaisesRegex(RowsLost, "0 of 1 rows of task 1 came"):
            counted([(0, 0)], {0: 1, 1: 1})

    def test_one_that_comes_twice_is_found_out(self) -> None:
        with self.assertRaisesRegex(RowsLost, "task 0 gave row 0 in the place of row 1"):
            counted([(0, 0), (0, 0)], {0: 1})

    def test_a_part_less_than_merging_took_is_found_out(self) -> None:
        with self.assertRaisesRegex(RowsLost, "1 of 2 rows of task 0 came"):
            counted([(0, 0)], {0: 2}, parts=0, merged="parts")


class Reasons(unittest.TestCase):
    def test_leaves_out_the_stack_of_java(self) -> None:
        error = Exception("it broke\n\tat org.apache.Spark(1)\n\nCaused by: a bug\n\tat more")
        self.assertEqual(reason(error), "it broke\nCaused by: a bug")

    def test_names_an_error_without_words(self) -> None:
        self.assertEqual(reason(KeyError()), "KeyError")


if __name__ == "__main__":
    unittest.main()
