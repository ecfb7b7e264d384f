import type { SourceFacts } from '../../audit/facts.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { FilesFact } from '../../ledger/kinds/parts.ts';
import type { BodyOf, KindName } from '../../ledger/kinds.ts';
import type { LineageGraph } from '../../ledger/lineage/graph.ts';
import { LedgerGraph, LINEAGE_KINDS } from '../../ledger/lineage/ledger-graph.ts';

export type Registered = BodyOf<'source.registered'> & { readonly at: string; readonly seq: number };

/** A corpus as the ledger knows it. */
export interface KnownCorpus {
  readonly name: string;
  readonly digest: string;
  readonly at: string;
  readonly examples?: number;
  readonly origins: Readonly<Record<string, number>>;
}

/** Kinds of events that the book is made of. */
export const BOOK_KINDS: readonly KindName[] = LINEAGE_KINDS;

type Count = Pick<KnownCorpus, 'examples' | 'origins'>;

interface Met {
  readonly files: FilesFact | undefined;
  readonly count: Count;
}

/** The corpus that an event is about, and what it says of its examples. */
const COUNTS: { readonly [K in KindName]?: (body: BodyOf<K>) => Met } = {
  'corpus.tagged': ({ output, examples, origins }) => ({ files: output, count: { examples, origins } }),
  'corpus.filtered': ({ output, kept }) => ({ files: output, count: { examples: kept, origins: {} } }),
  'corpus.deduplicated': ({ output, kept }) => ({ files: output, count: { examples: kept, origins: {} } }),
  'generation.checked': ({ corpus, examples, origins = {} }) => ({
    files: corpus,
    count: { examples, origins },
  }),
  'mix.built': ({ output, examples, composition }) => ({
    files: output,
    count: { examples, origins: composition.origin },
  }),
};

/** Sources and corpora of a ledger as they stand, and the graph of what was made of what; event by event. */
export class SourceBook {
  readonly #lineage = new LedgerGraph();
  readonly #sources = new Map<string, Registered>();
  readonly #corpora = new Map<string, KnownCorpus>();
  #graph: LineageGraph | undefined;

  take(event: LedgerEvent): void {
    this.#lineage.take(event);
    this.#graph = undefined;
    if (event.kind === 'source.registered') {
      const body = event.body as BodyOf<'source.registered'>;
      this.#sources.set(body.name, { ...body, at: event.at, seq: event.seq });
    }
    const met = COUNTS[event.kind as KindName]?.(event.body as never);
    if (met?.files !== undefined) this.#corpus(met.files, event, met.count);
  }

  graph(): LineageGraph {
    this.#graph ??= this.#lineage.graph();
    return this.#graph;
  }

  sources(): ReadonlyMap<string, Registered> {
    return this.#sources;
  }

  /** The newest corpus of each name, the newest first. */
  corpora(): KnownCorpus[] {
    return [...this.#corpora.values()].reverse();
  }

  /** Models whose output reaches a source, by the source's name. */
  fedBy(): Map<string, string[]> {
    return feedersIn(this.graph());
  }

  #corpus({ name, sha256 }: FilesFact, { at }: LedgerEvent, count: Count): void {
    // What a filter says nothing of was said before.
    const before = this.#corpora.get(name);
    const known = before?.digest === sha256 && Object.keys(count.origins).length === 0 ? before : undefined;
    this.#corpora.delete(name);
    this.#corpora.set(name, { name, digest: sha256, at, ...count, ...(known && { origins: known.origins }) });
  }
}

function feedersIn({ nodes, edges }: LineageGraph): Map<string, string[]> {
  const parents = new Map<string, string[]>();
  for (const { parent, child } of edges) {
    const list = parents.get(child);
    if (list === undefined) parents.set(child, [parent]);
    else list.push(parent);
  }
  const found = new Map<string, string[]>();
  for (const { key, type, names } of nodes.values()) {
    if (type !== 'source' || !parents.has(key)) continue;
    const models = [...above(key, parents)].flatMap((one) => {
      const node = nodes.get(one);
      return node?.type === 'model' ? [node.names[0]] : [];
    });
    if (models.length > 0) found.set(names[0], models.sort());
  }
  return found;
}

function above(from: string, parents: ReadonlyMap<string, readonly string[]>): Set<string> {
  const met = new Set<string>();
  const queue = [from];
  for (let at = 0; at < queue.length; at++) {
    for (const parent of parents.get(queue[at]) ?? []) {
      if (met.has(parent)) continue;
      met.add(parent);
      queue.push(parent);
    }
  }
  return met;
}

/** A registration as the audit takes it. */
export function factsOf({
  name,
  origin,
  category,
  owner,
  license,
  collected,
  fedBy,
  seq,
}: Registered): SourceFacts {
  return {
    name,
    origin,
    collected: collected !== undefined,
    seq,
    ...(category === undefined ? {} : { category }),
    ...(owner === undefined ? {} : { owner }),
    ...(license === undefined ? {} : { license }),
    ...(fedBy === undefined ? {} : { fedBy }),
  };
}
