import type { BodyOf } from '../../ledger/kinds.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { given } from './corpus-fact.ts';

/** A key that was made. Nothing of it is secret. */
export interface MadeKey {
  readonly id: string;
  readonly type: string;
  readonly purpose: BodyOf<'key.made'>['purpose'];
  /** The key whose place it takes. */
  readonly replaces?: string;
}

export function keyFacts({ id, type, purpose, replaces }: MadeKey): Fact[] {
  return [fact('key.made', [{ type: 'key', id }], { key: id, type, purpose, ...given({ replaces }) })];
}
