"""
Connected components by stars that alternate (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii 2014, "Connected Components in MapReduce and
Beyond"): O(log^2 n) rounds, about log n on what is met.

An edge is a pair (c, p), c > p: the child c is in the component of its parent p. Both stars are an aggregate and a join with one row a node:
no neighbourhood is ever held in memory.
"""

from __future__ import annotations

# Every child goes to the least parent of its parent. A node's neighbours above it are its children, the least of all its neighbours is the least
# of its parents, or itself.
LARGE_STAR = """
    SELECT DISTINCT edges.c AS c, COALESCE(up.p, edges.p) AS p
    FROM {edges} AS edges LEFT JOIN (SELECT c, MIN(p) AS p FROM {edges} AS lower GROUP BY c) AS up ON edges.p = up.c
"""

# Every child, and all of its parents, go to the least of these.
SMALL_STAR = """
    SELECT c, MIN(p) AS p FROM {edges} AS edges GROUP BY c
    UNION
    SELECT edges.p AS c, up.p AS p
    FROM {edges} AS edges
    JOIN (SELECT c, MIN(p) AS p FROM {edges} AS lower GROUP BY c HAVING COUNT(*) > 1) AS up ON edges.c = up.c
    WHERE edges.p <> up.p
"""

# Of all nodes, how many have two parents, or are a child and a parent. Without one all is stars, which neither of the two changes; and what they do
# not change is stars. No round loses a node.
NODES = """
    SELECT COUNT(*) AS nodes, COALESCE(SUM(CASE WHEN child > 1 OR (child > 0 AND parent > 0) THEN 1 ELSE 0 END), 0) AS unsettled
    FROM (SELECT node, SUM(child) AS child, SUM(parent) AS parent
          FROM (SELECT c AS node, 1 AS child, 0 AS parent FROM {edges} AS edges
                UNION ALL SELECT p, 0, 1 FROM {edges} AS others) AS ends
          GROUP BY node) AS counted
"""

# All that is in a component, each with the least of it.
MEMBERS = """
    SELECT c AS text, p AS root FROM {edges} AS edges UNION SELECT p, p FROM {edges} AS others
"""
