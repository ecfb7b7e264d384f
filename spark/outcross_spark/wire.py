"""Rows of the worker's streams and of the data frames, and frames of the channel to the command line."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, Iterator, NamedTuple

import pyarrow as pa

# The columns of a row; src/spark/wire/arrow.ts has the same.
WIRE = pa.schema(
    [
        pa.field("shard", pa.int32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("meta", pa.string(), nullable=False),
        pa.field("data", pa.binary(), nullable=False),
        pa.field("ends", pa.binary(), nullable=False),
    ]
)

# In a data frame a row also says which task gave it, and as which of its rows.
FRAME_SCHEMA = pa.schema([pa.field("task", pa.int32(), nullable=False), pa.field("seq", pa.int32(), nullable=False), *WIRE])
FRAME = "task int, seq int, shard int, kind string, meta string, data binary, ends binary"
TASKS = "task int, shards string"

TRAILER = "trailer"


class Row(NamedTuple):
    """A row of a worker's stream."""

    shard: int
    kind: str
    meta: str
    data: bytes = b""
    ends: bytes = b""


class TaskRow(NamedTuple):
    """A row of a worker's stream, and which task gave it, as which of its rows."""

    task: int
    seq: int
    shard: int
    kind: str
    meta: str
    data: bytes
    ends: bytes


def batch_of(row: Row) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array([value], type=field.type) for value, field in zip(row, WIRE)], schema=WIRE
    )


def trailer(rows: int) -> Row:
    return Row(-1, TRAILER, json.dumps({"rows": rows}))


class Frame(NamedTuple):
    """A message of the channel: a JSON object and bytes."""

    head: dict[str, Any]
    payload: bytes


_LENGTHS = struct.Struct("<II")


def write_frame(stream: BinaryIO, head: dict[str, Any], payload: bytes = b"") -> None:
    text = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(text), len(payload)) + text)
    stream.write(payload)
    stream.flush()


def read_frames(stream: BinaryIO) -> Iterator[Frame]:
    """Ends where the other side has closed the channel, be it within a frame: whoever waits for the rest waits in vain."""
    while True:
        lengths = stream.read(_LENGTHS.size)
        if len(lengths) < _LENGTHS.size:
            return
        text, payload = _LENGTHS.unpack(lengths)
        head = stream.read(text)
        body = stream.read(payload)
        if len(head) < text or len(body) < payload:
            return
        yield Frame(json.loads(head), body)
