"""Connected components of links that one process holds: what rounds of joins need minutes for is done in a second."""

from __future__ import annotations

from typing import Any, Callable, Iterable

import numpy as np
import pyarrow as pa

Batches = Iterable[pa.RecordBatch]

# Links that one process takes, unless `spark.outcross.links` says otherwise: about 130 MB of memory beside the executor's.
LINKS_AT_ONCE = 1_000_000

# Rows that are given at once.
BATCH = 1 << 16

SCHEMA = pa.schema([pa.field("text", pa.int64()), pa.field("root", pa.int64())])
ROOTED = "text bigint, root bigint"


def rooted(links: int) -> Callable[[Batches], Batches]:
    """For `mapInArrow` on rows (c, p) in one partition: every node with the least of its component. Raises where not all `links` came."""

    def run(batches: Batches) -> Batches:
        ends = [[batch.column(i).to_numpy() for i in (0, 1)] for batch in batches if batch.num_rows > 0]
        came = sum(len(c) for c, _ in ends)
        if came != links:
            raise ValueError(f"{came} links came, of {links}")
        if came == 0:
            return
        c, p = (np.concatenate(side) for side in zip(*ends))
        nodes, roots = components(c, p)
        for i in range(0, len(nodes), BATCH):
            columns = [pa.array(column[i : i + BATCH]) for column in (nodes, roots)]
            yield pa.RecordBatch.from_arrays(columns, schema=SCHEMA)

    return run


def components(c: Any, p: Any) -> tuple[Any, Any]:
    """
    All nodes of edges (c, p), rising, and the least node of each one's component. Roots go to the least root that an edge leads to, then all
    to the root of their root, until no edge leads from one root to another.
    """
    nodes, index = np.unique(np.concatenate([c, p]), return_inverse=True)
    one, other = index[: len(c)], index[len(c) :]
    root = np.arange(len(nodes))
    while True:
        a, b = root[one], root[other]
        apart = a != b
        if not apart.any():
            return nodes, nodes[root]
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        np.minimum.at(root, a, b)
        np.minimum.at(root, b, a)
        while not np.array_equal(root, up := root[root]):
            root = up
