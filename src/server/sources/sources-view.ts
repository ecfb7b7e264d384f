import type { CorpusFacts, SourceFacts } from '../../audit/facts.ts';
import { OTHERS } from '../../ledger/kinds/parts.ts';
import type { SourcesView, SourceView } from '../wire.ts';
import type { Inventory } from './inventory.ts';
import { factsOf, type KnownCorpus, type Registered, type SourceBook } from './source-book.ts';

/** Corpora of one answer. */
export const MOST_CORPORA = 1_000;

const ASKED = ['origin', 'license', 'owner', 'category', 'collected'] as const;

/** The sources and corpora of a line. Without an inventory: what the ledger says of them. */
export function sourcesView(book: SourceBook, inventory: Inventory | undefined): SourcesView {
  const { corpora: counted = [], described = [], unread = [] } = inventory ?? {};
  const sources = sourceViews(book, counted, described);
  const corpora = corpusViews(book.corpora(), counted);
  const share = unknownShareOf(counted);
  return {
    sources,
    corpora: corpora.slice(0, MOST_CORPORA),
    ...(share === undefined ? {} : { unknownShare: share }),
    ...(inventory === undefined ? { counting: true } : {}),
    ...(unread.length === 0 ? {} : { unread: [...unread] }),
    ...(corpora.length > MOST_CORPORA ? { leftOut: corpora.length - MOST_CORPORA } : {}),
    ...(inventory !== undefined && sources.length + corpora.length + unread.length === 0
      ? { empty: NOTHING }
      : {}),
  };
}

const NOTHING = {
  why: 'no source was registered and no corpus was looked at yet',
  command: 'outcross sources register NAME --origin human --files data/human.jsonl',
};

/** Sources that are registered, described, or named by examples. */
function sourceViews(
  book: SourceBook,
  counted: readonly CorpusFacts[],
  described: readonly SourceFacts[],
): SourceView[] {
  const registered = book.sources();
  const origins = originsBySource(counted);
  const tokens = tokensBySource(counted);
  const fed = book.fedBy();
  const facts = new Map(described.map((source) => [source.name, source]));
  const named = [...book.graph().nodes.values()].flatMap(({ type, names }) =>
    // Further sources of a mix, which nobody named, are no source.
    type === 'source' && names[0] !== OTHERS ? [names[0]] : [],
  );
  const all = new Set([...registered.keys(), ...facts.keys(), ...origins.keys(), ...named]);
  return [...all].sort().map((id) => {
    const said = registered.get(id);
    const merged = { name: id, ...facts.get(id), ...(said === undefined ? {} : factsOf(said)) };
    const collected = said?.collected !== undefined || facts.get(id)?.collected === true;
    return {
      ...sourceView({ ...merged, collected }, said),
      ...countsOf(origins.get(id)),
      ...tokensOf(tokens, id),
      fedBy: fed.get(id) ?? [],
    };
  });
}

function sourceView(facts: SourceFacts, said: Registered | undefined): Omit<SourceView, 'fedBy'> {
  const { name, origin, license, owner, category } = facts;
  const unknown = ASKED.filter((key) => facts[key] === undefined || facts[key] === false);
  return {
    id: name,
    ...(origin === undefined ? {} : { origin }),
    ...(license === undefined ? {} : { license }),
    ...(owner === undefined ? {} : { owner }),
    ...(category === undefined ? {} : { category }),
    ...(said?.url === undefined ? {} : { url: said.url }),
    ...(said === undefined ? {} : { registeredAt: said.at }),
    unknown: said === undefined ? ['registered', ...unknown] : unknown,
  };
}

function originsBySource(counted: readonly CorpusFacts[]): Map<string, Record<string, number>> {
  const found = new Map<string, Record<string, number>>();
  for (const { sources } of counted) {
    for (const { source, origin, examples } of sources) {
      const origins = found.get(source) ?? {};
      origins[origin] = (origins[origin] ?? 0) + examples;
      found.set(source, origins);
    }
  }
  return found;
}

/** Undefined for a source that a corpus was counted of by a version that counted no tokens: a part is no sum. */
function tokensBySource(counted: readonly CorpusFacts[]): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (const { sources } of counted) {
    for (const { source, tokens } of sources) {
      const before = found.has(source) ? found.get(source) : 0;
      found.set(source, before === undefined || tokens === undefined ? undefined : before + tokens);
    }
  }
  return found;
}

function tokensOf(found: ReadonlyMap<string, number | undefined>, id: string): Pick<SourceView, 'tokens'> {
  const tokens = found.get(id);
  return tokens === undefined ? {} : { tokens };
}

function countsOf(origins: Record<string, number> | undefined): Pick<SourceView, 'examples' | 'origins'> {
  if (origins === undefined) return {};
  return { examples: Object.values(origins).reduce((sum, count) => sum + count, 0), origins };
}

/** What the ledger knows, and what stands in the workspace and was never recorded; what was counted is newer than what was recorded. */
function corpusViews(known: readonly KnownCorpus[], counted: readonly CorpusFacts[]): SourcesView['corpora'] {
  const byDigest = new Map(counted.map((corpus) => [corpus.sha256, corpus]));
  const recorded = known.map(({ name, digest, at, examples, origins }) => {
    const now = byDigest.get(digest);
    byDigest.delete(digest);
    const count = now?.examples ?? examples;
    return {
      name,
      digest,
      at,
      ...(count === undefined ? {} : { examples: count }),
      origins: { ...(now?.byOrigin ?? origins) },
    };
  });
  const others = [...byDigest.values()].map(({ name, sha256, examples, byOrigin }) => ({
    name,
    digest: sha256,
    examples,
    origins: { ...byOrigin },
  }));
  return [...others, ...recorded];
}

function unknownShareOf(counted: readonly CorpusFacts[]): number | undefined {
  const all = counted.reduce((sum, { examples }) => sum + examples, 0);
  const unknown = counted.reduce((sum, { byOrigin }) => sum + (byOrigin['unknown'] ?? 0), 0);
  return all === 0 ? undefined : unknown / all;
}
