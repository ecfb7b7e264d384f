from __future__ import annotations

import struct
import sys
import unittest
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.buckets import _pieces, alike
from outcross_spark.dedup import ATTEMPTS, LOST, DedupStage, same
from outcross_spark.stage import RowsLost

Member = tuple[int, int, int]


def members(*rows: Member) -> pa.RecordBatch:
    band, key, text = zip(*rows)
    columns = [pa.array(band, pa.int32()), pa.array(key, pa.int64()), pa.array(text, pa.int64())]
    lanes = pa.array([bytes([n % 256, 0]) for n in text], pa.binary())
    return pa.RecordBatch.from_arrays([*columns, lanes], names=["band", "key", "text", "lanes"])


def begins(*batches: pa.RecordBatch) -> list[int]:
    found: list[int] = []
    for row in _pieces(batches):
        count = len(row.data) // (8 + 1 + 2)
        found += row.data[8 * count : 9 * count]
    return found


class Pieces(unittest.TestCase):
    def test_mark_where_a_bucket_begins_also_from_batch_to_batch(self) -> None:
        first = members((0, -5, 1), (0, -5, 2), (0, 9, 1))
        self.assertEqual(begins(first, members((0, 9, 4), (1, -5, 1), (1, -5, 3))), [1, 0, 1, 0, 1, 0])

    def test_begin_a_bucket_with_the_first_member_whatever_it_is_called(self) -> None:
        self.assertEqual(begins(members((0, 0, 0))), [1])

    def test_hold_names_marks_and_signatures(self) -> None:
        (row,) = _pieces([members((3, 1, -2), (3, 1, 7))])
        self.assertEqual(row.data, struct.pack("<2q", -2, 7) + b"\x01\x00" + b"\xfe\x00\x07\x00")
        self.assertEqual(row.kind, "members")

    def test_are_none_of_empty_batches(self) -> None:
        self.assertEqual(list(_pieces([members((0, 0, 0)).slice(0, 0)])), [])

    def test_refuse_buckets_that_come_back(self) -> None:
        for rows in ([(0, 2, 1), (0, 1, 2), (0, 2, 3)], [(1, 1, 1), (0, 1, 2)]):
            with self.assertRaises(ValueError):
                list(_pieces([members(*rows)]))
        with self.assertRaises(ValueError):
            list(_pieces([members((1, 1, 1)), members((0, 1, 2))]))


class Alike(unittest.TestCase):
    def test_counts_equal_bytes(self) -> None:
        numbers = [pa.array([n, n], pa.int64()) for n in (1, 2, 3)]
        pairs = [pa.array([b"abcd", b"\x00\xff\x00\xff"], pa.binary()), pa.array([b"abcx", b"\x00\xff\x00\xff"], pa.binary())]
        batch = pa.RecordBatch.from_arrays([*numbers, *pairs], names=["text", "kept", "place", "lanes", "others"])
        (found,) = alike(4)([batch])
        self.assertEqual(found.column("equal").to_pylist(), [3, 4])


class Persistence(unittest.TestCase):
    def stage(self) -> DedupStage:
        stage = object.__new__(DedupStage)
        stage._rounds = [{"stars": 1}]
        return stage

    def test_begins_again_where_executors_took_what_only_they_had(self) -> None:
        stage, tries = self.stage(), iter([LOST, LOST])

        def work() -> str:
            self.assertEqual(stage._rounds, [])
            stage._rounds.append({"stars": 2})
            for lost in tries:
                raise RuntimeError(f"[{lost}] Checkpoint block was not found")
            return "done"

        self.assertEqual(stage._persistently(work), "done")
        self.assertEqual(stage._rounds, [{"stars": 2}])

    def test_gives_up_in_the_end_and_at_once_for_all_else(self) -> None:
        for message, expected in ((LOST, ATTEMPTS), ("no space left", 1)):
            tries: list[int] = []

            def work() -> None:
                tries.append(1)
                raise RuntimeError(message)

            with self.assertRaisesRegex(RuntimeError, message):
                self.stage()._persistently(work)
            self.assertEqual(len(tries), expected)


class Counts(unittest.TestCase):
    def test_that_differ_are_an_error_with_both(self) -> None:
        same("texts", 3, 3)
        with self.assertRaisesRegex(RowsLost, "2 texts came, of 3"):
            same("texts", 2, 3)


if __name__ == "__main__":
    unittest.main()
