import type { FilesFact } from '../ledger/kinds/parts.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { KnownMix } from './plan.ts';

/** What the ledger says of how a line was fed. */
export interface LedgerStory {
  readonly mixes: readonly KnownMix[];
  /** SHA-256 of the corpus of each generation and of its files, as it was checked last. */
  readonly corpora: ReadonlyMap<string, readonly string[]>;
}

export const NO_STORY: LedgerStory = { mixes: [], corpora: new Map() };

/** Reads the sets that were built and the corpora that were checked. Streamed. */
export async function readStory(ledger: LedgerStore | undefined): Promise<LedgerStory> {
  if (ledger === undefined) return NO_STORY;
  const mixes: KnownMix[] = [];
  for await (const { seq, body } of ledger.events({ kinds: ['mix.built'] }))
    mixes.push(knownMix(seq, body as unknown as BodyOf<'mix.built'>));
  const corpora = new Map<string, readonly string[]>();
  for await (const { id, event } of ledger.latest('generation', ['generation.checked'])) {
    const { corpus } = event.body as unknown as BodyOf<'generation.checked'>;
    if (corpus !== undefined) corpora.set(id, digestsOf(corpus));
  }
  return { mixes, corpora };
}

function knownMix(
  seq: number,
  { output, generation, inputs, examples, composition }: BodyOf<'mix.built'>,
): KnownMix {
  return {
    seq,
    output: output.name,
    ...(generation === undefined ? {} : { generation }),
    ...(examples === 0 ? {} : { humanShare: (composition.origin['human'] ?? 0) / examples }),
    inputs: [...new Set(inputs.flatMap(digestsOf))],
  };
}

/** A mix may name the files of a generation one by one, or a folder of several generations. */
function digestsOf({ sha256, files = [] }: FilesFact): string[] {
  return [...new Set([sha256, ...files.map((file) => file.sha256)])];
}

/** Mean share of human examples in the sets of generations up to `last`, from 1; undefined where none is known. */
export function pastHumanShare({ mixes }: LedgerStory, last: number): number | undefined {
  // Of two sets for one generation the newer one counts.
  const shares = new Map<number, number>();
  for (const { generation, humanShare } of mixes) {
    if (generation !== undefined && generation <= last && humanShare !== undefined)
      shares.set(generation, humanShare);
  }
  if (shares.size === 0) return undefined;
  return [...shares.values()].reduce((sum, share) => sum + share, 0) / shares.size;
}

/** The sets that one of the named generations went into. */
export function mixesWith({ mixes, corpora }: LedgerStory, names: readonly string[]): KnownMix[] {
  const wanted = new Set(names.flatMap((name) => corpora.get(name) ?? []));
  return mixes.filter(({ inputs }) => inputs.some((sha256) => wanted.has(sha256)));
}
