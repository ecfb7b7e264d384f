"""Components of links that one process holds."""

from __future__ import annotations

import random
import unittest

import numpy as np
import pyarrow as pa

from outcross_spark.components import components, rooted
from search import searched


def found(edges: list[tuple[int, int]]) -> dict[int, int]:
    c, p = (np.array([edge[i] for edge in edges], np.int64) for i in (0, 1))
    nodes, roots = components(c, p)
    return dict(zip(nodes.tolist(), roots.tolist()))


class Components(unittest.TestCase):
    def test_are_those_of_a_search_whatever_the_links(self) -> None:
        rng = random.Random(7)
        for _ in range(200):
            size = rng.randint(2, 60)
            edges = [(rng.randrange(size) - 20, rng.randrange(size) - 20) for _ in range(rng.randint(1, 80))]
            self.assertEqual(found(edges), searched(edges))

    def test_are_found_of_chains_in_any_order_and_of_stars(self) -> None:
        names = list(range(-(1 << 62), -(1 << 62) + 3000))
        random.Random(1).shuffle(names)
        chain = list(zip(names, names[1:]))
        self.assertEqual(set(found(chain).values()), {min(names)})
        star = [(max(names) + 1, name) for name in names]
        self.assertEqual(set(found(star).values()), {min(names)})


class Rooted(unittest.TestCase):
    def test_gives_each_node_once_however_often_a_link_comes(self) -> None:
        batches = [pa.record_batch({"c": [5, 5, 9], "p": [1, 1, 8]}), pa.record_batch({"c": [5], "p": [3]})]
        rows = [row for batch in rooted(4)(batches) for row in batch.to_pylist()]
        expected = [(1, 1), (3, 1), (5, 1), (8, 8), (9, 8)]
        self.assertEqual([(row["text"], row["root"]) for row in rows], expected)

    def test_raises_where_a_link_is_missing(self) -> None:
        with self.assertRaisesRegex(ValueError, "1 links came, of 2"):
            list(rooted(2)([pa.record_batch({"c": [5], "p": [1]})]))

    def test_gives_nothing_of_nothing(self) -> None:
        self.assertEqual(list(rooted(0)([])), [])


if __name__ == "__main__":
    unittest.main()
