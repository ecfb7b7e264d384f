from __future__ import annotations

import random
import sqlite3
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from outcross_spark.stars import LARGE_STAR, MEMBERS, NODES, SMALL_STAR
from search import searched

Edges = list[tuple[int, int]]


class Tables:
    """Runs the statements on SQLite, which understands them as Spark does."""

    def __init__(self, edges: Edges) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE TABLE edges0 (c INTEGER, p INTEGER)")
        self._base.executemany("INSERT INTO edges0 VALUES (?, ?)", edges)
        self._last = 0

    def step(self, statement: str) -> None:
        self._base.execute(f"CREATE TABLE edges{self._last + 1} AS {self._filled(statement)}")
        self._last += 1

    def ask(self, statement: str) -> list[tuple[int, ...]]:
        return self._base.execute(self._filled(statement)).fetchall()

    def edges(self) -> Edges:
        return sorted(self._base.execute(f"SELECT c, p FROM edges{self._last}").fetchall())

    def _filled(self, statement: str) -> str:
        return statement.format(edges=f"edges{self._last}")


def settle(edges: Edges) -> tuple[dict[int, int], int]:
    """The least of each node's component, and the rounds that it took."""
    tables = Tables(edges)
    rounds = 0
    nodes, unsettled = tables.ask(NODES)[0]
    while unsettled:
        tables.step(LARGE_STAR)
        tables.step(SMALL_STAR)
        rounds += 1
        found, unsettled = tables.ask(NODES)[0]
        assert found == nodes, "a round lost a node"
    return {node: root for node, root in tables.ask(MEMBERS)}, rounds


def down(edges: Edges) -> Edges:
    return [(max(edge), min(edge)) for edge in edges if edge[0] != edge[1]]


class Components(unittest.TestCase):
    def test_finds_the_components_of_any_graph(self) -> None:
        rng = random.Random(7)
        for _ in range(60):
            nodes = rng.randint(2, 40)
            edges = down([(rng.randrange(nodes), rng.randrange(nodes)) for _ in range(rng.randint(0, 60))])
            self.assertEqual(settle(edges)[0], searched(edges))

    def test_takes_names_below_zero_and_edges_that_come_twice(self) -> None:
        edges = [(5, -9), (5, -9), (-9, -20), (6, 5)]
        self.assertEqual(set(settle(edges)[0].values()), {-20})

    def test_takes_rounds_like_the_logarithm_of_a_chain(self) -> None:
        # Named at random: a chain that is named in order is the easiest.
        for length, most in [(10, 5), (100, 8), (1000, 11), (10_000, 14)]:
            names = list(range(length))
            random.Random(length).shuffle(names)
            found, rounds = settle(down(list(zip(names, names[1:]))))
            self.assertEqual(set(found.values()), {0})
            self.assertEqual(len(found), length)
            self.assertLessEqual(rounds, most)

    def test_takes_one_round_for_a_chain_of_two_steps_and_none_for_stars(self) -> None:
        self.assertEqual(settle([(2, 1), (1, 0)])[1], 1)
        self.assertEqual(settle([(n, 0) for n in range(1, 5000)])[1], 0)

    def test_leaves_stars_as_they_are(self) -> None:
        stars = [(5, 1), (6, 1), (9, 7)]
        tables = Tables(stars)
        for star in (LARGE_STAR, SMALL_STAR):
            tables.step(star)
            self.assertEqual(tables.edges(), stars)

    def test_has_nothing_to_do_with_no_edges(self) -> None:
        self.assertEqual(settle([]), ({}, 0))


if __name__ == "__main__":
    unittest.main()
