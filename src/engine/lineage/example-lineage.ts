import type { Provenance } from '../../corpus/example.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { LineageEdge, LineageGraph, LineageNode } from '../../ledger/lineage/graph.ts';
import { type FoundExample, findInShards } from '../rows/find-corpus.ts';
import { holdsId, type IdSetColumns, idSetOf } from '../rows/id-set.ts';
import type { RunRowsOptions } from '../rows/run-rows.ts';
import { ParentEdges } from './parent-edges.ts';

export interface ExampleLineageOptions extends RunRowsOptions {
  /** Steps to parents and children. */
  readonly depth: number;
  /** What a place is called, such as a path from here. */
  readonly nameOf: (path: string) => string;
}

export interface ExampleLineage {
  readonly graph: LineageGraph;
  /** Undefined where no corpus holds the example. */
  readonly root: string | undefined;
  /** Parents that are named, and stand in none of the corpora. */
  readonly missing: readonly string[];
  /** Examples whose copies name different parents. */
  readonly disagree: readonly string[];
  /** Files that hold the example itself. */
  readonly files: readonly string[];
  /** True where there were more relatives than are shown. */
  readonly cut: boolean;
}

/** Relatives that are shown. */
const MOST_SHOWN = 2000;
/** Places of an example that are named. */
const PLACES = 3;

/**
 * Looks in corpora for an example, for its parents and theirs, and for what names it as a parent. Reads them once for who
 * names whom, whatever the depth, and then the shards again that hold examples which matter. Throws as `planShards` and `runRows`.
 */
export async function exampleLineage(
  spec: CorpusSpec,
  id: string,
  { depth, nameOf, ...options }: ExampleLineageOptions,
): Promise<ExampleLineage> {
  const edges = await ParentEdges.read(spec, options);
  const { hashes, cut } = edges.around(id, depth, MOST_SHOWN);
  const wanted = idSetOf(hashes);
  const rows = await findInShards(edges.shardsWith(hashes), spec, wanted, options);
  const byId = new Map<string, FoundExample[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  const family = new Family(wanted);
  for (const [name, places] of byId) family.add(name, places, nameOf);
  const root = byId.has(id) ? keyOf(id) : undefined;
  const files = [...new Set((byId.get(id) ?? []).map(({ path }) => path))];
  return { graph: family.graph(), root, missing: family.missing(), disagree: family.disagree, files, cut };
}

function keyOf(id: string): string {
  return `example:${id}`;
}

class Family {
  readonly disagree: string[] = [];
  readonly #nodes = new Map<string, LineageNode>();
  readonly #edges: LineageEdge[] = [];
  readonly #named = new Set<string>();
  readonly #wanted: IdSetColumns;

  /** `wanted`: what was looked for. Parents of what is farthest away were not. */
  constructor(wanted: IdSetColumns) {
    this.#wanted = wanted;
  }

  add(id: string, places: readonly FoundExample[], nameOf: (path: string) => string): void {
    const parents = new Set(places.flatMap(({ provenance }) => provenance?.parents ?? []));
    const said = new Set(
      places.map(({ provenance }) => JSON.stringify([...(provenance?.parents ?? [])].sort())),
    );
    if (said.size > 1) this.disagree.push(id);
    for (const parent of parents) {
      if (!holdsId(this.#wanted, parent)) continue;
      this.#named.add(parent);
      this.#edges.push({ parent: keyOf(parent), child: keyOf(id), how: 'made from' });
    }
    const where = places.slice(0, PLACES).map(({ path, row }) => `${nameOf(path)}:${row}`);
    const more = places.length > PLACES ? [`and ${places.length - PLACES} more places`] : [];
    const [{ provenance, seen }] = places;
    this.#nodes.set(keyOf(id), {
      key: keyOf(id),
      type: 'example',
      names: [id],
      digest: seen,
      facts: [...stated(provenance), ...where, ...more],
    });
  }

  /** Parents without a row: they are shown all the same. */
  missing(): string[] {
    return [...this.#named].filter((id) => !this.#nodes.has(keyOf(id))).sort();
  }

  graph(): LineageGraph {
    const nodes = new Map(this.#nodes);
    for (const id of this.missing()) {
      nodes.set(keyOf(id), { key: keyOf(id), type: 'example', names: [id], facts: ['not found'] });
    }
    return { nodes, edges: this.#edges };
  }
}

function stated(provenance: Provenance | undefined): string[] {
  if (provenance === undefined) return ['origin unknown'];
  const { origin, source, model, generation } = provenance;
  return [
    origin,
    ...(source === undefined ? [] : [`source ${source}`]),
    ...(model === undefined ? [] : [`model ${model}`]),
    ...(generation === undefined ? [] : [`generation ${generation}`]),
  ];
}
