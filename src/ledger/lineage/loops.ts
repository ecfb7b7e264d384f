import type { LineageEdge } from './graph.ts';

/**
 * Ways on which something is made, in the end, of itself, each as the keys of its nodes: one, the shortest, for every group of nodes
 * that reach each other. Groups are strongly connected components (Tarjan 1972).
 */
export function loopsIn(edges: readonly LineageEdge[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { parent, child } of edges) {
    const children = next.get(parent);
    if (children === undefined) next.set(parent, [child]);
    else children.push(child);
  }
  return components(next).flatMap((group) => {
    const members = new Set(group);
    let best: string[] | undefined;
    // Of equally short ones the first start wins: from there on only a shorter one is looked for.
    for (const key of [...group].sort(byStart))
      best = shortest(next, key, members, best === undefined ? group.length : best.length - 1) ?? best;
    return best === undefined ? [] : [best];
  });
}

/** A loop is told from its source on, where it has one. */
function byStart(a: string, b: string): number {
  if (a === b) return 0;
  const [first, second] = [a, b].map((key) => (key.startsWith('source:') ? `0${key}` : `1${key}`));
  return first < second ? -1 : 1;
}

/** The shortest way from a node back to itself, of at most `most` nodes. */
function shortest(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  members: ReadonlySet<string>,
  most: number,
): string[] | undefined {
  const before = new Map<string, string>();
  let front = [from];
  for (let length = 1; front.length > 0 && length <= most; length++) {
    const found: string[] = [];
    for (const key of front) {
      for (const child of next.get(key) ?? []) {
        if (child === from) return wayBack(before, key, from);
        if (!members.has(child) || before.has(child)) continue;
        before.set(child, key);
        found.push(child);
      }
    }
    front = found;
  }
  return undefined;
}

function wayBack(before: ReadonlyMap<string, string>, last: string, from: string): string[] {
  const way = [last];
  while (way[0] !== from) way.unshift(before.get(way[0])!);
  return way;
}

/** Strongly connected components, without recursion: a chain may be longer than a stack. */
function components(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const groups: string[][] = [];
  for (const start of next.keys()) {
    if (index.has(start)) continue;
    const calls: { readonly key: string; at: number }[] = [{ key: start, at: 0 }];
    while (calls.length > 0) {
      const call = calls[calls.length - 1];
      const { key } = call;
      if (call.at === 0) {
        index.set(key, index.size);
        low.set(key, index.get(key)!);
        stack.push(key);
        onStack.add(key);
      }
      const child = next.get(key)?.[call.at++];
      if (child !== undefined) {
        if (!index.has(child)) calls.push({ key: child, at: 0 });
        else if (onStack.has(child)) low.set(key, Math.min(low.get(key)!, index.get(child)!));
        continue;
      }
      calls.pop();
      const caller = calls.at(-1)?.key;
      if (caller !== undefined) low.set(caller, Math.min(low.get(caller)!, low.get(key)!));
      if (low.get(key) === index.get(key)) groups.push(taken(stack, onStack, key));
    }
  }
  return groups;
}

function taken(stack: string[], onStack: Set<string>, key: string): string[] {
  const group = stack.splice(stack.lastIndexOf(key));
  for (const member of group) onStack.delete(member);
  return group;
}
