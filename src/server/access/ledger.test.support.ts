import { join } from 'node:path';
import { afterAll } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { all } from '../../ledger/fixtures.test.support.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { Register } from './register.ts';
import { TokenGate } from './token-gate.ts';
import { type TokenBook, tokenBook } from './tokens.ts';

export const BOSS = { kind: 'person', name: 'boss' } as const;

/** A clock that a test moves. */
export class HandClock {
  now = Date.parse('2026-03-04T12:00:00Z');

  readonly read = () => this.now;

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }
}

/** One server's view of who may come in. */
export interface Door {
  readonly register: Register;
  readonly gate: TokenGate;
  readonly book: TokenBook;
}

/** A ledger, a clock, and as many servers on them as are asked for. */
export interface House {
  readonly store: LedgerStore;
  readonly clock: HandClock;
  server(): Door;
  /** Events of a kind, as `actor: body`. */
  facts(kind: string): Promise<{ by: string; about: string; body: Record<string, unknown> }[]>;
}

export function doorTo(store: LedgerStore, clock: HandClock): Door {
  const register = new Register(store, clock.read);
  return {
    register,
    gate: new TokenGate(register, clock.read),
    book: tokenBook(store, register, clock.read),
  };
}

/** Makes houses, each with a ledger of its own. */
export function houses(): () => Promise<House> {
  const disk = scratch();
  const stores: LedgerStore[] = [];
  afterAll(async () => {
    for (const store of stores) await store.close();
  });
  return async () => {
    const store = await openSqlite(join(disk.folder, `${stores.length}.sqlite`), true);
    stores.push(store);
    const clock = new HandClock();
    return {
      store,
      clock,
      server: () => doorTo(store, clock),
      facts: async (kind) =>
        (await all(store.events({ kinds: [kind] }))).map(({ actor, subjects, body }) => ({
          by: actor.name,
          about: subjects[0].id,
          body,
        })),
    };
  };
}
