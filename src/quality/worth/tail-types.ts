import { fmix32 } from '../../base/hash.ts';
import type { TypeTable } from '../../sketch/type-table.ts';
import { pieces, type TokenBuffer, type Tokenizer } from '../../text/tokenizer.ts';
import { Vocabulary } from '../../text/vocabulary.ts';

/** Share of token mass that the tail has, rarest types first. */
export const TAIL_SHARE = 0.1;

/** Examples that must hold a type before it counts: one may be a slip of the pen. */
const ATTESTED = 2;

/**
 * The rare words of human text: of the types that at least two examples hold, the rarest that make up a tenth of their tokens.
 * Give the table of the reservoir, never that of the holdout: who chooses examples by what the holdout holds can no longer
 * measure against it. Where the table is a sample of types, so is the tail.
 */
export class TailTypes {
  readonly #types = new Vocabulary();
  /** Example in which each type was met last, so that it counts once an example. */
  readonly #metIn: Uint32Array;
  #example = 0;

  /** `table`: words, that is order 1. `share`: of token mass, above 0 to 1. */
  constructor(table: TypeTable, share = TAIL_SHARE) {
    const { hi, lo } = table.columns;
    for (const t of rarest(table, share)) this.#types.intern(hi[t], lo[t]);
    this.#metIn = new Uint32Array(this.#types.size);
  }

  get size(): number {
    return this.#types.size;
  }

  /** Different tail types that `text` holds. */
  carried(text: string, tokenizer: Tokenizer): number {
    this.begin();
    let found = 0;
    for (const piece of pieces(text)) found += this.meet(tokenizer.run(piece));
    return found;
  }

  /** Begins another example. */
  begin(): void {
    this.#example++;
  }

  /** Tail types in a piece of the example that it has not held before. */
  meet({ hi, lo, length }: TokenBuffer): number {
    const example = this.#example;
    let found = 0;
    for (let i = 0; i < length; i++) {
      // The hash of a window of one token, as the table has it; see `PrefixPolynomials.each`.
      const id = this.#types.idOf(hi[i], fmix32(lo[i] + hi[i]));
      if (id === undefined || this.#metIn[id] === example) continue;
      this.#metIn[id] = example;
      found++;
    }
    return found;
  }
}

/** Indices of the tail's types. Equally frequent ones enter or stay out together: whatever begins within the mass enters. */
function rarest(table: TypeTable, share: number): number[] {
  const { start, count, documents } = table.columns;
  const counts: number[] = [];
  const attested: number[] = [];
  let mass = 0;
  for (let t = 0; t < table.types; t++) {
    let occurrences = 0;
    let examples = 0;
    for (let p = start[t]; p < start[t + 1]; p++) {
      occurrences += count[p];
      examples += documents[p];
    }
    counts.push(occurrences);
    if (examples < ATTESTED) continue;
    attested.push(t);
    mass += occurrences;
  }
  attested.sort((a, b) => counts[a] - counts[b]);
  let room = share * mass;
  let last = 0;
  return attested.filter((t) => {
    const enters = room > 0 || counts[t] === last;
    room -= counts[t];
    if (enters) last = counts[t];
    return enters;
  });
}
