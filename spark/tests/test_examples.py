from __future__ import annotations

import json
import struct
import sys
import unittest
from pathlib import Path
from typing import Any, Iterator

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.examples import Shape, examples_of, exploded, joined, packed
from outcross_spark.wire import FRAME_SCHEMA

SHAPE = Shape(bands=2, lanes=3)


def fingerprint(ident: str, exact: int, stays: bytes, shared: bytes = b"", near: bool = True) -> bytes:
    """As src/quality/duplicates/fingerprint.ts writes it, with a standing."""
    extra = struct.pack("<I", len(stays)) + stays + shared
    numbers = (256 if near else 0, 0xFFFFFFFF, 9, exact >> 32, exact & 0xFFFFFFFF, len(extra))
    return struct.pack("<6I2q", *numbers, 7, -7) + b"abc" + extra + ident.encode()


def block(*prints: bytes) -> tuple[bytes, bytes]:
    ends, end = [], 0
    for one in prints:
        end += len(one)
        ends.append(end)
    return b"".join(prints), struct.pack(f"<{len(ends)}I", *ends)


def frame(kind: str, shard: int, seq: int, data: bytes = b"", ends: bytes = b"", meta: str = "{}") -> pa.RecordBatch:
    values: list[Any] = [0, seq, shard, kind, meta, data, ends]
    return pa.RecordBatch.from_arrays([pa.array([v], f.type) for v, f in zip(values, FRAME_SCHEMA)], schema=FRAME_SCHEMA)


def rows(batches: Iterator[pa.RecordBatch]) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.to_pylist()]


class Examples(unittest.TestCase):
    def test_takes_fingerprints_of_any_length_apart(self) -> None:
        data, ends = block(
            fingerprint("é", 5, b"\x01\x02"),
            fingerprint("", (1 << 63) + 2, b"", b"{}", near=False),
            fingerprint("longer", 1 << 40, b"\xff" * 9, b'{"near":1}'),
        )
        found = examples_of(data, ends, SHAPE, task=3, shard=2, first=10).to_pylist()
        self.assertEqual([row["place"] for row in found], [(2 << 32) + n for n in (10, 11, 12)])
        self.assertEqual([row["id"] for row in found], ["é".encode(), b"", b"longer"])
        self.assertEqual([row["stays"] for row in found], [b"\x01\x02", b"", b"\xff" * 9])
        self.assertEqual([row["shared"] for row in found], [b"", b"{}", b'{"near":1}'])
        self.assertEqual([row["near"] for row in found], [True, False, True])
        self.assertEqual({tuple(row["keys"]) for row in found}, {(7, -7)})
        self.assertEqual({row["lanes"] for row in found}, {b"abc"})

    def test_names_texts_so_that_signed_numbers_have_the_order_of_their_hashes(self) -> None:
        exact = [0, 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1]
        data, ends = block(*(fingerprint("x", one, b"") for one in exact))
        names = [row["text"] for row in examples_of(data, ends, SHAPE, 0, 0, 0).to_pylist()]
        self.assertEqual(names, sorted(names))
        self.assertEqual((names[0], names[-1]), (-(1 << 63), (1 << 63) - 1))

    def test_counts_places_on_from_block_to_block_of_a_shard(self) -> None:
        one = block(fingerprint("a", 1, b""), fingerprint("b", 2, b""))
        batches = [frame("block", 4, 0, *one), frame("block", 4, 1, *one), frame("end", 4, 2, b"e"), frame("block", 5, 3, *one)]
        found = rows(iter(exploded(SHAPE)(batches)))
        places = [row["place"] for row in found if row["kind"] == "example"]
        self.assertEqual(places, [(4 << 32) + n for n in range(4)] + [(5 << 32) + n for n in range(2)])
        (told,) = [row for row in found if row["kind"] != "example"]
        self.assertEqual((told["kind"], told["shard"], told["seq"], told["data"], told["place"]), ("end", 4, 2, b"e", None))


class Packed(unittest.TestCase):
    def test_puts_columns_one_after_the_other(self) -> None:
        schema = pa.schema([pa.field("place", pa.int64()), pa.field("text", pa.int64()), pa.field("id", pa.binary())])
        batch = pa.RecordBatch.from_arrays(
            [pa.array([1, 2], pa.int64()), pa.array([-1, 3], pa.int64()), pa.array([b"ab", b""], pa.binary())], schema=schema
        )
        (row,) = rows(iter(packed("kept", ["place", "text"], "id")([batch, batch.slice(0, 0)])))
        self.assertEqual((row["kind"], json.loads(row["meta"])), ("kept", {"rows": 2}))
        self.assertEqual(row["data"], struct.pack("<4q2I", 1, 2, -1, 3, 2, 2) + b"ab")

    def test_joins_a_part_of_a_column(self) -> None:
        column = pa.array([b"xx", b"a", b"", b"bc", b"yy"], pa.binary()).slice(1, 3)
        self.assertEqual(joined(column), (b"abc", struct.pack("<3I", 1, 1, 3)))
        self.assertEqual(joined(column.slice(0, 0)), (b"", b""))
        self.assertEqual(joined(pa.array([b"", b""], pa.binary())), (b"", struct.pack("<2I", 0, 0)))


if __name__ == "__main__":
    unittest.main()
