/** Union-find (Tarjan 1975) over 0 ... n - 1, with path halving. The root of a set is its least member, whatever the order of unions. */
export class DisjointSets {
  readonly #parent: Uint32Array;

  constructor(n: number) {
    this.#parent = new Uint32Array(n);
    for (let i = 0; i < n; i++) this.#parent[i] = i;
  }

  find(i: number): number {
    const parent = this.#parent;
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  }

  /** True where the two were apart. */
  union(i: number, j: number): boolean {
    const a = this.find(i);
    const b = this.find(j);
    if (a === b) return false;
    if (a < b) this.#parent[b] = a;
    else this.#parent[a] = b;
    return true;
  }
}
