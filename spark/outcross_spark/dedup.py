"""Near-duplicates: fingerprints are made by workers, grouped and joined by Spark, and what goes is told in the order of the corpus."""

from __future__ import annotations

import json
from contextlib import suppress
from math import ceil
from typing import Any, Callable, Generator, Iterator, Optional, TypeVar

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import Row as SparkRow

from .buckets import ALIKE, LINKS, alike, link_task
from .components import LINKS_AT_ONCE, ROOTED, rooted
from .examples import EXAMPLE, EXAMPLES, PACKED, Shape, exploded, packed
from .stage import AT_ONCE, Request, RowsLost, Stage
from .stars import LARGE_STAR, MEMBERS, NODES, SMALL_STAR
from .tasks import Program
from .wire import Row

# Bytes, about, of what one task of a shuffle is to hold.
PARTITION = 32 << 20

# Rows that executors hand over to Python at once.
BATCH = 8192

# Times that clusters are looked for, where executors are lost with what only they had.
ATTEMPTS = 3

# What Spark says then.
LOST = "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND"

T = TypeVar("T")

# Bytes of a removed example on its way: two places and a count.
REMOVED_BYTES = 28

# Of all examples, one row a text: what the first of them says of it, the one that is to stay, and how many there are.
TEXTS = """
    SELECT text, MIN_BY(STRUCT(near, keys, lanes, shared), place) AS first, MIN(STRUCT(stays, place)) AS best, COUNT(*) AS n
    FROM {examples} GROUP BY text
"""

# Who shares a band with others: (band, key, text), buckets of two texts or more.
MEMBERSHIPS = """
    SELECT band, key, text FROM (
        SELECT *, COUNT(*) OVER (PARTITION BY band, key) AS members FROM (
            SELECT text, POSEXPLODE(first.keys) AS (band, key) FROM {texts} WHERE first.near AND LENGTH(first.shared) = 0
        )
    ) WHERE members > 1
"""

# What is needed of the texts that share a band with others: everything else is settled.
SHARING = """
    SELECT text, first.lanes AS lanes, best.stays AS stays, best.place AS place
    FROM {texts} LEFT SEMI JOIN {memberships} USING (text)
"""

# Of each component the text whose best example stays.
WINNERS = """
    SELECT root, MIN_BY(text, STRUCT(stays, place)) AS kept FROM {members} JOIN {sharing} USING (text) GROUP BY root
"""

# (text, kept) of all others.
CHOSEN = "SELECT text, kept FROM {members} JOIN {winners} USING (root) WHERE text <> kept"

# The buckets to look at again: those that lost a member. In a bucket that lost none all members stay, so no two of them are in one component, so
# it linked none of them; and as its links are a function of its members, it never will.
REMAINING = """
    SELECT band, key, text FROM (
        SELECT *, COUNT(gone) OVER (PARTITION BY band, key) AS lost, COUNT(*) OVER (PARTITION BY band, key) AS members
        FROM (SELECT band, key, text, chosen.kept AS gone FROM {memberships} LEFT JOIN {chosen} AS chosen USING (text))
    ) WHERE gone IS NULL AND lost > 0 AND members - lost > 1
"""

# What stays in the stead of a text: whatever stays in the stead of what stayed in its stead before.
FOLLOWED = """
    SELECT before.text AS text, COALESCE(chosen.kept, before.kept) AS kept
    FROM {before} AS before LEFT JOIN {chosen} AS chosen ON before.kept = chosen.text
    UNION ALL SELECT text, kept FROM {chosen}
"""

# The same with the signatures of both, and the example that stays.
COMPARED = """
    SELECT joined.text AS text, joined.kept AS kept, other.place AS place, one.lanes AS lanes, other.lanes AS others
    FROM {joined} AS joined JOIN {sharing} AS one ON joined.text = one.text JOIN {sharing} AS other ON joined.kept = other.text
"""

# What becomes of each text of which an example goes. `goes`: how many do.
FATES = """
    SELECT texts.text AS text, first.shared AS shared, equal,
        CASE WHEN LENGTH(first.shared) > 0 THEN -1 WHEN equal IS NULL THEN best.place ELSE alike.place END AS kept,
        CASE WHEN LENGTH(first.shared) > 0 OR equal IS NOT NULL THEN n ELSE n - 1 END AS goes
    FROM {texts} AS texts LEFT JOIN {alike} AS alike ON texts.text = alike.text
    WHERE n > 1 OR equal IS NOT NULL OR LENGTH(first.shared) > 0
"""

# Every example that goes; `equal` is -1 for an exact duplicate.
REMOVED = """
    SELECT examples.place AS place, kept, COALESCE(equal, -1) AS equal, fates.shared AS shared
    FROM {examples} AS examples JOIN {fates} AS fates ON examples.text = fates.text
    WHERE kept <> examples.place ORDER BY place
"""

# Every example that stays in the stead of another.
KEPT = """
    SELECT place, text, id FROM {examples} AS examples LEFT SEMI JOIN {removed} AS removed ON examples.place = removed.kept ORDER BY place
"""


class DedupStage(Stage):
    """A job that removes duplicates. Frames wait on the executors' disks; the driver sees no more than what goes."""

    def __init__(self, session: SparkSession, request: Request, program: Program, retries: int) -> None:
        # What is set for these frames is no business of other jobs.
        own = session.newSession()
        own.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
        # What is broadcast passes through the driver's memory, and Spark takes what it cannot estimate for small.
        own.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
        own.conf.set("spark.sql.adaptive.autoBroadcastJoinThreshold", "-1")
        # What Spark infers of columns costs time in each round, and a checkpoint cannot carry it: Spark 4.1 fails with "key not found".
        own.conf.set("spark.sql.constraintPropagation.enabled", "false")
        super().__init__(own, request, program, retries)
        self._frames: list[DataFrame] = []
        self._rounds: list[dict[str, int]] = []

    def dedup(self, document: bytes, link: bytes, shape: Shape) -> Iterator[SparkRow]:
        """
        First what workers say of shards, then what stays (`kept`) and what goes (`removed`), in the order of the corpus, at last
        `decided`, with counts.
        """
        rows = self._mapped(document, exploded(shape), EXAMPLES)
        rows = self._held(rows)
        told = self._ran(rows.where(f"kind <> '{EXAMPLE}'").select("task", "seq", "shard", "kind", "meta", "data", "ends"))
        yield from sorted(told, key=lambda row: (row.task, row.seq))
        self._spread()
        examples = rows.where(f"kind = '{EXAMPLE}'").drop("task", "seq", "shard", "kind", "meta", "data", "ends")
        yield from self._decided(examples, link, shape)

    def close(self) -> None:
        # Where Spark has died there is nothing to be freed.
        with suppress(Exception):
            for frame in self._frames:
                frame.unpersist()
        super().close()

    def _decided(self, examples: DataFrame, link: bytes, shape: Shape) -> Iterator[SparkRow]:
        texts = self._held(self._sql(TEXTS, examples=examples))
        counted = texts.selectExpr("COUNT(*) AS texts", "COALESCE(SUM(n), 0) AS examples").collect()[0]
        same("examples", counted.examples, self.progress()["examples"])
        goes, kept, removed = self._persistently(lambda: self._judged(examples, texts, link, shape))
        stays = yield from self._handed(kept, goes)
        came = yield from self._handed(removed, goes)
        same("examples that go", came, goes)
        counts = {"examples": counted.examples, "texts": counted.texts, "removed": came, "kept": stays}
        yield told_row("decided", json.dumps({**counts, "rounds": self._rounds}))

    def _judged(
        self, examples: DataFrame, texts: DataFrame, link: bytes, shape: Shape
    ) -> tuple[int, DataFrame, DataFrame]:
        """How many examples go, what stays in their stead, and they: packed, and made."""
        joined = self._clustered(texts, link)
        fates = self._settled(self._sql(FATES, texts=texts, alike=self._alike(joined, shape)))
        found = fates.selectExpr("COALESCE(SUM(goes), 0) AS goes", "COUNT(equal) AS alike").collect()[0]
        same("texts that are alike", found.alike, 0 if joined is None else joined[0].count())
        removed = self._settled(self._sql(REMOVED, examples=examples, fates=fates))
        kept = self._sql(KEPT, examples=examples, removed=removed)
        told = [
            self._settled(kept.mapInArrow(packed("kept", ["place", "text"], "id"), PACKED)),
            self._settled(removed.mapInArrow(packed("removed", ["place", "kept", "equal"], "shared"), PACKED)),
        ]
        for frame in told:
            frame.count()
        return found.goes, told[0], told[1]

    def _persistently(self, work: Callable[[], T]) -> T:
        """Does work again where executors took with them what nobody else has."""
        for attempt in range(ATTEMPTS):
            self._rounds.clear()
            try:
                return work()
            except Exception as error:  # noqa: BLE001: Spark has no class of its own for it.
                if LOST not in str(error) or attempt + 1 == ATTEMPTS:
                    raise
        raise AssertionError

    def _clustered(self, texts: DataFrame, link: bytes) -> Optional[tuple[DataFrame, DataFrame]]:
        """(text, kept) of all texts that go in the stead of another, and what is known of texts that share a band."""
        setup = self._setup(link)
        memberships = self._held(self._sql(MEMBERSHIPS, texts=texts))
        sharing = self._held(self._sql(SHARING, texts=texts, memberships=memberships))
        joined: Optional[DataFrame] = None
        while True:
            given = memberships.count()
            links = self._linked(memberships, given, sharing, link_task(setup)) if given > 0 else None
            if links is None:
                return None if joined is None else (joined, sharing)
            members = self._components(links)
            winners = self._sql(WINNERS, members=members, sharing=sharing)
            chosen = self._settled(self._sql(CHOSEN, members=members, winners=winners))
            joined = chosen if joined is None else self._settled(self._sql(FOLLOWED, before=joined, chosen=chosen))
            memberships = self._settled(self._sql(REMAINING, memberships=memberships, chosen=chosen))

    def _linked(self, memberships: DataFrame, given: int, sharing: DataFrame, task: Any) -> Optional[DataFrame]:
        """The links of all buckets, None where there are none. Pairs that share several bands come several times."""
        partitions = max(1, min(self._partitions(), ceil(given / BATCH)))
        spread = memberships.join(sharing.select("text", "lanes"), "text").repartition(partitions, "band", "key")
        ordered = spread.sortWithinPartitions("band", "key", "text").select("band", "key", "text", "lanes")
        rows = self._held(ordered.mapInArrow(task, LINKS))
        counts = rows.selectExpr("COALESCE(SUM(members), 0) AS members", "COUNT(c) AS links").collect()[0]
        failed = self.failure()
        if failed is not None:
            raise failed
        same("members of buckets", counts.members, given)
        self._rounds.append({"members": given, "links": counts.links, "stars": 0})
        return None if counts.links == 0 else rows.where("c IS NOT NULL").select("c", "p")

    def _components(self, links: DataFrame) -> DataFrame:
        """(text, root) of every text that is linked to another: in one process where that holds the links, else by stars."""
        count = self._rounds[-1]["links"]
        if count <= int(self._context.getConf().get("spark.outcross.links", "") or LINKS_AT_ONCE):
            return self._settled(links.coalesce(1).mapInArrow(rooted(count), ROOTED))
        edges = self._settled(links.distinct())
        counts = self._sql(NODES, edges=edges).collect()[0]
        while counts.unsettled > 0:
            edges = self._settled(self._sql(SMALL_STAR, edges=self._sql(LARGE_STAR, edges=edges)))
            self._rounds[-1]["stars"] += 1
            before, counts = counts, self._sql(NODES, edges=edges).collect()[0]
            same("texts of components", counts.nodes, before.nodes)
        return self._sql(MEMBERS, edges=edges)

    def _alike(self, clustered: Optional[tuple[DataFrame, DataFrame]], shape: Shape) -> DataFrame:
        """Of all texts that go: what stays in their stead, and how alike the two are."""
        if clustered is None:
            return self._session.createDataFrame([], ALIKE)
        joined, sharing = clustered
        return self._sql(COMPARED, joined=joined, sharing=sharing).mapInArrow(alike(shape.lanes), ALIKE)

    def _handed(self, frame: DataFrame, count: int) -> Generator[SparkRow, None, int]:
        """Hands packed rows over in their order. Returns how many there were."""
        came = 0
        for row in frame.collect() if count * REMOVED_BYTES <= AT_ONCE else frame.toLocalIterator():
            came += json.loads(row.meta)["rows"]
            yield told_row(row.kind, row.meta, row.data)
        return came

    def _sql(self, statement: str, **frames: Any) -> DataFrame:
        return self._session.sql(statement, **frames)

    def _held(self, frame: DataFrame) -> DataFrame:
        """The frame, kept on the executors' disks once it is made; what an executor took with it is made again."""
        held = frame.persist(StorageLevel.DISK_ONLY)
        self._frames.append(held)
        return held

    def _settled(self, frame: DataFrame) -> DataFrame:
        """
        The frame, made once and held without where it came from: plans and tasks that grow from round to round would end in a stack that is
        too small. So what is lost cannot be made again; where there are several executors two hold it.
        """
        executors = self._context._jsc.sc().getExecutorMemoryStatus().size() - 1
        level = StorageLevel.DISK_ONLY_2 if executors > 1 else StorageLevel.DISK_ONLY
        return frame.localCheckpoint(eager=False, storageLevel=level)

    def _spread(self) -> None:
        """
        As many partitions of shuffles as the fingerprints need, and no more preparation than that is worth: where it is one a core there is
        nothing to be learnt from one stage for the next, and code that is made for a query costs more than it saves. What somebody has set
        stays.
        """
        partitions = self._partitions()
        large = str(partitions > self._context.defaultParallelism).lower()
        wanted = {
            "spark.sql.shuffle.partitions": str(partitions),
            "spark.sql.adaptive.enabled": large,
            "spark.sql.codegen.wholeStage": large,
        }
        given = self._context.getConf()
        for key, value in wanted.items():
            if given.get(key) is None:
                self._session.conf.set(key, value)

    def _partitions(self) -> int:
        size: int = sum(entry["size"] for task, entry in self._seen.value.items() if task >= 0)
        return max(self._context.defaultParallelism, ceil(size / PARTITION))


def told_row(kind: str, meta: str, data: bytes = b"") -> SparkRow:
    """A row for the command line that is of no shard."""
    return Row(-1, kind, meta, data)  # type: ignore[return-value]


def same(what: str, found: int, expected: int) -> None:
    """Raises where a stage gave fewer rows than came into it, or more."""
    if found != expected:
        raise RowsLost(f"{found} {what} came, of {expected}")
