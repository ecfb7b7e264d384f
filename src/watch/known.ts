import type { Verdict } from '../compare/verdict.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';

/** The newest verdict that the ledger knows of. */
export interface KnownVerdict {
  readonly generation: string;
  readonly at: string;
  readonly body: BodyOf<'verdict.given'>;
}

/** What of a line was checked, by the content of its corpora, whatever they were called: read from the ledger, and kept up with. */
export class Known {
  readonly #ledger: LedgerStore;
  readonly #line: string;
  readonly #checked = new Set<string>();
  readonly #verdicts = new Map<string, Verdict>();
  #newest: KnownVerdict | undefined;
  #seq = 0;

  constructor(ledger: LedgerStore, line: string) {
    this.#ledger = ledger;
    this.#line = line;
  }

  /** Reads what was recorded since the last time, by whomever. */
  async refresh(): Promise<void> {
    const query = { kinds: ['generation.checked', 'verdict.given'], after: this.#seq };
    for await (const { seq, kind, at, subjects, body } of this.#ledger.events(query)) {
      this.#seq = seq;
      if (!subjects.some(({ type, id }) => type === 'line' && id === this.#line)) continue;
      if (kind === 'generation.checked') {
        const sha256 = (body as unknown as BodyOf<'generation.checked'>).corpus?.sha256;
        if (sha256 !== undefined) this.#checked.add(sha256);
        continue;
      }
      const given = body as unknown as BodyOf<'verdict.given'>;
      if (given.corpus !== undefined) this.#verdicts.set(given.corpus, given.verdict);
      this.#newest = { generation: subjects[0].id, at, body: given };
    }
  }

  has(sha256: string): boolean {
    return this.#checked.has(sha256);
  }

  verdictOf(sha256: string): Verdict | undefined {
    return this.#verdicts.get(sha256);
  }

  get newest(): KnownVerdict | undefined {
    return this.#newest;
  }
}
