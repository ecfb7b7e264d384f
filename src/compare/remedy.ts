import { align } from './align.ts';
import { Presence } from './presence.ts';
import type { Subject } from './subject.ts';

/** A training mix of human and generated text, by how much of the human tail it holds. */
export interface MixRemedy {
  /** Smallest share of human tokens that restores the tail, 0 to 1. */
  readonly humanShare: number;
  /** Tokens of human text that is, in a mix of the common size. */
  readonly humanTokens: number;
  /** Tail coverage that the mix holds, against a human set of the same size. */
  readonly coverage: number;
}

/**
 * How much human data to bring back: the smallest share r for which a mix of r human and 1 - r generated tokens is expected
 * to hold at least `keep` of the tail types that human text alone of that size holds. A type is missed by the mix only if
 * both parts miss it: P(missed) = P(missed by r m human tokens) P(missed by (1-r) m generated ones), each by Hurlbert's
 * formula over examples. The tail is the rarest tenth, by token mass, of the types in at least two holdout examples.
 * Undefined where the holdout attests no type.
 */
export function mixRemedy(
  holdout: Subject,
  reservoir: Subject,
  generation: Subject,
  keep: number,
  steps = 40,
): MixRemedy | undefined {
  const tail = tailTypes(holdout);
  if (tail.length === 0) return undefined;
  const human = align(holdout.tables.get(1)!.columns, reservoir.tables.get(1)!.columns).aligned.found;
  const made = align(holdout.tables.get(1)!.columns, generation.tables.get(1)!.columns).aligned.found;
  const covered = (share: number) => {
    const fromHuman = presence(reservoir, share);
    const fromMade = presence(generation, 1 - share);
    let missed = 0;
    for (const t of tail) missed += (1 - fromHuman.of(human[t])) * (1 - fromMade.of(made[t]));
    return 1 - missed / tail.length;
  };
  const whole = covered(1);
  if (whole === 0) return undefined;
  let low = 0;
  let high = 1;
  if (covered(0) >= keep * whole) high = 0;
  for (let i = 0; i < steps && high > 0 && high - low > 1e-4; i++) {
    const middle = (low + high) / 2;
    if (covered(middle) >= keep * whole) high = middle;
    else low = middle;
  }
  const tokens = generation.tokens * generation.fraction;
  return { humanShare: high, humanTokens: Math.ceil(high * tokens), coverage: covered(high) / whole };
}

function presence(subject: Subject, share: number): Presence {
  return new Presence(subject.examples, subject.examples * subject.fraction * share);
}

/** The rarest attested types that hold a tenth of the attested mass; equally frequent ones enter together. */
function tailTypes(holdout: Subject): number[] {
  const columns = holdout.tables.get(1)!.columns;
  const { count, documents } = align(columns, columns).aligned;
  const attested = [...documents.keys()]
    .filter((t) => documents[t] >= 2)
    .sort((a, b) => count[a] - count[b] || a - b);
  const mass = attested.reduce((sum, t) => sum + count[t], 0);
  let room = mass * 0.1;
  const tail: number[] = [];
  for (const t of attested) {
    if (room <= 0 && count[t] !== count[tail[tail.length - 1]]) break;
    tail.push(t);
    room -= count[t];
  }
  return tail;
}
