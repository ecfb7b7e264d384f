"""What the components of links are, found the plain way."""

from __future__ import annotations


def searched(edges: list[tuple[int, int]]) -> dict[int, int]:
    """The root of each node, its least, by looking from each node, rising, at all that can be reached."""
    near: dict[int, set[int]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    root: dict[int, int] = {}
    for start in sorted(near):
        reached = [] if start in root else [start]
        while reached:
            node = reached.pop()
            if node not in root:
                root[node] = start
                reached.extend(near[node])
    return root
