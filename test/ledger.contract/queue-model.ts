import { expect } from 'vitest';
import type { NewQueueItem } from '../../src/ledger/queue/item.ts';

/** What a queue should say, by going over every decision each time. */
export class QueueModel {
  readonly #items: readonly NewQueueItem[];
  readonly #own = new Map<string, Map<string, string>>();

  constructor(items: readonly NewQueueItem[]) {
    this.#items = items;
    for (const { id } of items) this.#own.set(id, new Map());
  }

  decide(who: string, id: string, word: string): void {
    const own = this.#own.get(id)!;
    if (word === 'undo') own.delete(who);
    else if (word !== 'skip' || !own.has(who)) own.set(who, word);
  }

  /** Nobody is given what is complete, or what they have had. */
  given(who: string, ids: readonly string[]): void {
    for (const id of ids) {
      expect(this.#own.get(id)!.has(who)).toBe(false);
      expect(this.wantsMore(id)).toBe(true);
    }
    expect(new Set(ids).size).toBe(ids.length);
  }

  wantsMore(id: string): boolean {
    return this.#done(id) < this.#items.find((item) => item.id === id)!.wants;
  }

  totals(): { decided: number; complete: number } {
    const ids = this.#items.map(({ id }) => id);
    return {
      decided: ids.filter((id) => this.#done(id) > 0).length,
      complete: ids.filter((id) => !this.wantsMore(id)).length,
    };
  }

  remaining(who: string): number {
    return this.#items.filter(({ id }) => this.wantsMore(id) && !this.#own.get(id)!.has(who)).length;
  }

  counts(): { reviewer: string; decision: string; n: number }[] {
    const counts = new Map<string, { reviewer: string; decision: string; n: number }>();
    for (const own of this.#own.values()) {
      for (const [reviewer, decision] of own) {
        const key = `${reviewer} ${decision}`;
        const found = counts.get(key) ?? { reviewer, decision, n: 0 };
        found.n++;
        counts.set(key, found);
      }
    }
    return [...counts.values()].sort((a, b) =>
      `${a.reviewer} ${a.decision}` < `${b.reviewer} ${b.decision}` ? -1 : 1,
    );
  }

  #done(id: string): number {
    return [...this.#own.get(id)!.values()].filter((word) => word !== 'skip').length;
  }
}
