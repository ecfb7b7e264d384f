/**
 * What people call the constructs that a corpus holds, by hash as 16 hexadecimal digits, in order of hash. A grammar has a few
 * hundred types of node, of which a few thousand pairs occur.
 */
export type Constructs = ReadonlyMap<string, string>;

/** Most constructs named, those of lowest hash: a bound on what a profile holds. */
export const MOST_CONSTRUCTS = 1 << 14;

/** The constructs of both. */
export function mergeConstructs(a: Constructs, b: Constructs): Constructs {
  return settleConstructs(new Map([...a, ...b]));
}

/** The constructs of lowest hash, in order of hash. */
export function settleConstructs(constructs: Constructs): Constructs {
  const hashes = [...constructs.keys()].sort().slice(0, MOST_CONSTRUCTS);
  return new Map(hashes.map((hash) => [hash, constructs.get(hash)!]));
}

/** The key of a construct by its lanes, signed or not. */
export function constructKey(hi: number, lo: number): string {
  return (hi >>> 0).toString(16).padStart(8, '0') + (lo >>> 0).toString(16).padStart(8, '0');
}
