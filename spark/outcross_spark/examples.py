"""Fingerprints of examples as rows of a data frame, and rows of data frames as bytes for the command line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.int64]
Batches = Iterable[pa.RecordBatch]

# A row is an example, or what a worker said that is no fingerprint.
EXAMPLES_SCHEMA = pa.schema(
    [
        pa.field("task", pa.int32()),
        pa.field("seq", pa.int32()),
        pa.field("shard", pa.int32()),
        pa.field("kind", pa.string()),
        pa.field("meta", pa.string()),
        pa.field("data", pa.binary()),
        pa.field("ends", pa.binary()),
        # The shard's place in the job, then the example's in the shard: 31 bits and 32.
        pa.field("place", pa.int64()),
        # The exact hash, as a number that is in the order of texts.
        pa.field("text", pa.int64()),
        # The order in which examples stay, unsigned, and what the text shares with a reference.
        pa.field("stays", pa.binary()),
        pa.field("shared", pa.binary()),
        pa.field("near", pa.bool_()),
        pa.field("keys", pa.list_(pa.int64())),
        pa.field("lanes", pa.binary()),
        pa.field("id", pa.binary()),
    ]
)
EXAMPLES = (
    "task int, seq int, shard int, kind string, meta string, data binary, ends binary, place bigint, text bigint, "
    "stays binary, shared binary, near boolean, keys array<bigint>, lanes binary, id binary"
)

EXAMPLE = "example"

# Numbers at the beginning of a fingerprint (src/quality/duplicates/fingerprint.ts): flags, generation, length, exact hash high and low, bytes of what
# goes with it.
_NUMBERS = 6
_NEAR = 256

_SIGN = np.uint64(1 << 63)


@dataclass(frozen=True)
class Shape:
    """What a fingerprint is made of."""

    bands: int
    # Bytes of a signature.
    lanes: int

    @property
    def head(self) -> int:
        return 4 * _NUMBERS + 8 * self.bands + self.lanes


def exploded(shape: Shape) -> Callable[[Batches], Batches]:
    """Takes what `map_task` gives of a job that makes fingerprints, batches of one row, and makes each fingerprint a row."""

    def run(batches: Batches) -> Batches:
        # Examples of each shard that have come.
        come: dict[int, int] = {}
        for batch in batches:
            task, seq, shard, kind, meta, data, ends = (column[0].as_py() for column in batch.columns)
            if kind != "block":
                yield _told(task, seq, shard, kind, meta, data, ends)
                continue
            made = examples_of(data, ends, shape, task, shard, come.get(shard, 0))
            come[shard] = come.get(shard, 0) + made.num_rows
            yield made

    return run


def examples_of(data: bytes, ends: bytes, shape: Shape, task: int, shard: int, first: int) -> pa.RecordBatch:
    """The fingerprints of a block; `first`: examples of the shard before it."""
    buffer: Bytes = np.frombuffer(data, np.uint8)
    end: Words = np.frombuffer(ends, "<u4").astype(np.int64)
    start = np.concatenate([np.zeros(1, np.int64), end[:-1]])
    count = len(end)
    head = buffer[start[:, None] + np.arange(shape.head)]
    numbers = np.ascontiguousarray(head[:, : 4 * _NUMBERS]).view("<u4")
    keys = np.ascontiguousarray(head[:, 4 * _NUMBERS : shape.head - shape.lanes]).view("<i8")
    with_it = start + shape.head
    id_at = with_it + numbers[:, 5]
    # What goes with it: the length of the first part, that part, the second part.
    stays_at = with_it + 4
    stays = np.ascontiguousarray(buffer[with_it[:, None] + np.arange(4)]).view("<u4")[:, 0].astype(np.int64)
    exact = (numbers[:, 3].astype(np.uint64) << np.uint64(32)) | numbers[:, 4]
    same: dict[str, Any] = {"task": task, "seq": -1, "shard": shard, "kind": EXAMPLE}
    values = {
        **{name: pa.array([value] * count, EXAMPLES_SCHEMA.field(name).type) for name, value in same.items()},
        "place": pa.array((np.int64(shard) << 32) + first + np.arange(count, dtype=np.int64)),
        "text": pa.array((exact ^ _SIGN).view(np.int64)),
        "stays": slices(buffer, stays_at, stays),
        "shared": slices(buffer, stays_at + stays, id_at - stays_at - stays),
        "near": pa.array((numbers[:, 0] & _NEAR) != 0),
        "keys": pa.ListArray.from_arrays(
            pa.array(np.arange(count + 1, dtype=np.int32) * shape.bands), pa.array(keys.reshape(-1))
        ),
        "lanes": slices(buffer, with_it - shape.lanes, np.full(count, shape.lanes)),
        "id": slices(buffer, id_at, end - id_at),
    }
    return _batch(values, count)


def _told(task: int, seq: int, shard: int, kind: str, meta: str, data: bytes, ends: bytes) -> pa.RecordBatch:
    values = {"task": task, "seq": seq, "shard": shard, "kind": kind, "meta": meta, "data": data, "ends": ends}
    return _batch({name: pa.array([value], EXAMPLES_SCHEMA.field(name).type) for name, value in values.items()}, 1)


def _batch(values: dict[str, pa.Array], count: int) -> pa.RecordBatch:
    columns = [values.get(field.name, None) for field in EXAMPLES_SCHEMA]
    filled = [
        pa.nulls(count, field.type) if column is None else column for field, column in zip(EXAMPLES_SCHEMA, columns)
    ]
    return pa.RecordBatch.from_arrays(filled, schema=EXAMPLES_SCHEMA)


def slices(buffer: Bytes, starts: Words, lengths: Words) -> pa.Array:
    """Pieces of bytes as an array of them."""
    offsets = np.zeros(len(starts) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    places = np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])
    taken = np.ascontiguousarray(buffer[places])
    return pa.Array.from_buffers(
        pa.binary(), len(starts), [None, pa.py_buffer(offsets.astype(np.int32).tobytes()), pa.py_buffer(taken)]
    )


def words(column: pa.Array) -> bytes:
    """A column of 64-bit numbers, none of them missing, as bytes, low ones first."""
    return np.ascontiguousarray(column.to_numpy(zero_copy_only=False), "<i8").tobytes()


def joined(column: pa.Array) -> tuple[bytes, bytes]:
    """The bytes of a binary column one after the other, and where each ends."""
    _, offsets, data = column.buffers()
    ends: npt.NDArray[np.int32] = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    own = b"" if data is None else data[int(ends[0]) : int(ends[-1])].to_pybytes()
    return own, (ends[1:] - ends[0]).astype("<u4").tobytes()


# What is packed travels as rows of these.
PACKED_SCHEMA = pa.schema(
    [
        pa.field("kind", pa.string()),
        pa.field("meta", pa.string()),
        pa.field("data", pa.binary()),
    ]
)
PACKED = "kind string, meta string, data binary"


def packed(kind: str, numbers: list[str], text: str) -> Callable[[Batches], Batches]:
    """For `mapInArrow`: rows of 64-bit columns and one of bytes, a batch of them as one row: column after column, where each piece of the last
    ends, the pieces."""

    def run(batches: Batches) -> Batches:
        for batch in batches:
            if batch.num_rows == 0:
                continue
            data, ends = joined(batch.column(text))
            columns = b"".join(words(batch.column(name)) for name in numbers)
            row = [kind, json.dumps({"rows": batch.num_rows}), columns + ends + data]
            yield pa.RecordBatch.from_arrays(
                [pa.array([value], field.type) for value, field in zip(row, PACKED_SCHEMA)], schema=PACKED_SCHEMA
            )

    return run
