from __future__ import annotations

import io
import sys
import unittest
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.wire import WIRE, Row, batch_of, read_frames, trailer, write_frame


class Frames(unittest.TestCase):
    def test_come_as_they_went(self) -> None:
        pipe = io.BytesIO()
        write_frame(pipe, {"kind": "row", "text": "\u202e"}, b"\x00\xff" * 1000)
        write_frame(pipe, {"kind": "ended"})
        pipe.seek(0)
        first, second = read_frames(pipe)
        self.assertEqual(first.head, {"kind": "row", "text": "\u202e"})
        self.assertEqual(first.payload, b"\x00\xff" * 1000)
        self.assertEqual((second.head, second.payload), ({"kind": "ended"}, b""))

    def test_a_frame_that_is_cut_is_none(self) -> None:
        whole = io.BytesIO()
        write_frame(whole, {"kind": "row"}, b"12345678")
        for length in range(len(whole.getvalue())):
            self.assertEqual(list(read_frames(io.BytesIO(whole.getvalue()[:length]))), [])


class Rows(unittest.TestCase):
    def test_a_row_is_a_batch_of_the_schema(self) -> None:
        batch = batch_of(Row(3, "block", "{}", b"\xff", b"\x01\x00\x00\x00"))
        self.assertEqual(batch.schema, WIRE)
        self.assertEqual(batch.to_pylist()[0]["data"], b"\xff")
        self.assertIsInstance(batch, pa.RecordBatch)

    def test_a_trailer_counts(self) -> None:
        self.assertEqual(trailer(7), Row(-1, "trailer", '{"rows": 7}'))


if __name__ == "__main__":
    unittest.main()
