import { cohenKappa, type Kappa } from './kappa.ts';
import { FEW_PAIRS, kappaInterval } from './kappa-interval.ts';

/** What reviewers say of one example: a word each. */
export interface Judged {
  readonly id: string;
  readonly words: ReadonlyMap<string, string>;
}

/** Two reviewers, over the examples that both decided about. */
export interface PairAgreement {
  readonly a: string;
  readonly b: string;
  readonly examples: number;
  readonly agreed: number;
  /** Undefined where it does not exist: one of both always says the same; see `cohenKappa`. Its interval is that of `kappaInterval`. */
  readonly kappa: Kappa | undefined;
  /** Fewer examples than a word for it (fair, substantial) could rest on. */
  readonly few: boolean;
  /** Words of a, then of b. */
  readonly table: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Agreement {
  /** By name. */
  readonly pairs: readonly PairAgreement[];
  /** Examples about which not all say the same, in the order given. */
  readonly disputed: readonly string[];
}

/** How far reviewers agree, two by two. */
export function agreementOf(judged: Iterable<Judged>): Agreement {
  const pairs = new Map<string, { a: string; b: string; words: [string, string][] }>();
  const disputed: string[] = [];
  for (const { id, words } of judged) {
    if (new Set(words.values()).size > 1) disputed.push(id);
    const names = [...words.keys()].sort();
    for (const [i, a] of names.entries()) {
      for (const b of names.slice(i + 1)) {
        const key = JSON.stringify([a, b]);
        const pair = pairs.get(key) ?? { a, b, words: [] };
        pair.words.push([words.get(a)!, words.get(b)!]);
        pairs.set(key, pair);
      }
    }
  }
  const sorted = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
  return { pairs: sorted.map(([, pair]) => pairAgreement(pair)), disputed };
}

function pairAgreement({ a, b, words }: { a: string; b: string; words: [string, string][] }): PairAgreement {
  const categories = [...new Set(words.flat())].sort();
  const place = new Map(categories.map((word, i) => [word, i]));
  const counts = categories.map(() => categories.map(() => 0));
  for (const [one, other] of words) counts[place.get(one)!][place.get(other)!]++;
  const examples = words.length;
  const agreed = counts.reduce((sum, row, i) => sum + row[i], 0);
  const found = cohenKappa(counts);
  return {
    a,
    b,
    examples,
    agreed,
    kappa: found && { ...found, interval: kappaInterval(found, agreed, examples) },
    few: examples < FEW_PAIRS,
    table: Object.fromEntries(
      categories.map((word, i) => [
        word,
        Object.fromEntries(categories.map((other, j) => [other, counts[i][j]])),
      ]),
    ),
  };
}
