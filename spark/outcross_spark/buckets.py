"""What runs on executors to link the members of buckets, and to compare two signatures."""

from __future__ import annotations

import json
from typing import Any, Callable, Iterable, Iterator, Optional

import numpy as np
import pyarrow as pa

from .examples import Bytes, joined, words
from .tasks import _AFTER_ALL, Setup
from .wire import Row
from .worker import worker_at

Batches = Iterable[pa.RecordBatch]

# A row is a link, or the number of members that a worker was given.
LINKS_SCHEMA = pa.schema([pa.field("p", pa.int64()), pa.field("c", pa.int64()), pa.field("members", pa.int64())])
LINKS = "p bigint, c bigint, members bigint"


def link_task(setup: Setup) -> Callable[[Batches], Batches]:
    """For `mapInArrow` on rows (band, key, text, lanes) in this order, no bucket in two partitions: the pairs that a worker links."""

    def run(batches: Batches) -> Batches:
        with worker_at(setup.program.command(), setup.document.value, _pieces(batches)) as worker:
            for answer in worker.answers():
                row = {name: answer.column(name)[0].as_py() for name in ("kind", "meta", "data")}
                if row["kind"] == "failed":
                    # Behind all shards: what reading fails with comes first.
                    failed = {**json.loads(row["meta"]), "shard": _AFTER_ALL}
                    setup.seen.add({-1: {"failed": failed}})
                elif row["kind"] == "links":
                    pairs = np.frombuffer(row["data"], "<i8").reshape(-1, 2)
                    yield _links(np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))
                elif row["kind"] == "counted":
                    yield _links(None, None, json.loads(row["meta"])["members"])

    return run


def _links(parents: Any, children: Any, members: Optional[int] = None) -> pa.RecordBatch:
    count = 1 if parents is None else len(parents)
    columns = [pa.nulls(count, pa.int64()) if column is None else pa.array(column) for column in (parents, children)]
    return pa.RecordBatch.from_arrays([*columns, pa.array([members] * count, pa.int64())], schema=LINKS_SCHEMA)


def _pieces(batches: Batches) -> Iterator[Row]:
    last: Optional[tuple[int, int]] = None
    for batch in batches:
        if batch.num_rows == 0:
            continue
        begins, last = _begins(batch, last)
        lanes, _ = joined(batch.column("lanes"))
        meta = json.dumps({"members": batch.num_rows})
        yield Row(-1, "members", meta, words(batch.column("text")) + begins.tobytes() + lanes)


def _begins(batch: pa.RecordBatch, last: Optional[tuple[int, int]]) -> tuple[Bytes, tuple[int, int]]:
    """1 where a bucket begins, and the bucket that is open at the end. Raises where a bucket comes after a later one."""
    band, key = (batch.column(name).to_numpy(zero_copy_only=False).astype(np.int64) for name in ("band", "key"))
    first = (int(band[0]), int(key[0])) if last is None else last
    before_band, before_key = np.concatenate([[first[0]], band[:-1]]), np.concatenate([[first[1]], key[:-1]])
    if np.any((band < before_band) | ((band == before_band) & (key < before_key))):
        raise ValueError("Spark gave a bucket in two pieces")
    begins = ((band != before_band) | (key != before_key)).astype(np.uint8)
    if last is None:
        begins[0] = 1
    return begins, (int(band[-1]), int(key[-1]))


ALIKE_SCHEMA = pa.schema(
    [pa.field("text", pa.int64()), pa.field("kept", pa.int64()), pa.field("place", pa.int64()), pa.field("equal", pa.int64())]
)
ALIKE = "text bigint, kept bigint, place bigint, equal bigint"


def alike(size: int) -> Callable[[Batches], Batches]:
    """For `mapInArrow` on rows (text, kept, place, lanes, others): how many of the `size` bytes of two signatures are equal."""

    def run(batches: Batches) -> Batches:
        for batch in batches:
            one, other = (
                np.frombuffer(joined(batch.column(name))[0], np.uint8).reshape(-1, size) for name in ("lanes", "others")
            )
            equal = pa.array((one == other).sum(axis=1, dtype=np.int64))
            yield pa.RecordBatch.from_arrays(
                [*(batch.column(name) for name in ("text", "kept", "place")), equal], schema=ALIKE_SCHEMA
            )

    return run
