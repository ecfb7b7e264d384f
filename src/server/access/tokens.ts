import { OutcrossError } from '../../base/errors.ts';
import type { Actor } from '../../ledger/event.ts';
import { fact } from '../../ledger/recorder.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { visible } from '../../report/visible.ts';
import type { NewToken, TokenMade, TokenView } from '../wire.ts';
import type { Register } from './register.ts';
import { isGood, type Token } from './roll.ts';
import { hashOf, newSecret, newTokenId, tokenText } from './secrets.ts';

const DAY = 24 * 3_600_000;

/** Characters of a name, and days of a token. */
const MOST = { name: 200, days: 3_650 };

/** Makes, lists and revokes tokens. They are facts of the ledger, which keeps the hash of a secret and never the secret. */
export interface TokenBook {
  /** `secret` of the answer is all that opens; it is told once. Throws `E_PARAMETER` for a name that cannot be read, or too many days. */
  issue(wanted: NewToken, actor: Actor): Promise<TokenMade>;
  /** Newest first. */
  list(): Promise<TokenView[]>;
  /** Throws `E_NOT_FOUND`. One that is revoked already stays so. */
  revoke(id: string, actor: Actor): Promise<TokenView>;
  /** Tokens that open. */
  countGood(): Promise<number>;
}

/** `clock`: milliseconds since 1970. */
export function tokenBook(store: LedgerStore, register: Register, clock: () => number): TokenBook {
  return {
    async issue({ name: given, role, days }, actor) {
      const name = requireName(given);
      requireDays(days);
      const id = newTokenId();
      const secret = newSecret();
      const now = clock();
      const until = days === undefined ? {} : { until: new Date(now + days * DAY).toISOString() };
      const body = { name, role, secret: hashOf(secret), ...until };
      await register.record([fact('token.issued', [{ type: 'token', id }], body)], actor);
      const { tokens } = await register.current();
      return { token: viewOf(tokens.get(id)!, undefined), secret: tokenText(id, secret) };
    },

    async list() {
      const { tokens } = await register.current();
      const used = new Map<string, string>();
      for await (const { id, event } of store.latest('token', ['access.granted'])) used.set(id, event.at);
      return [...tokens.values()].map((token) => viewOf(token, used.get(token.id))).reverse();
    },

    async revoke(id, actor) {
      const token = (await register.current()).tokens.get(id);
      if (token === undefined) {
        throw new OutcrossError('E_NOT_FOUND', `there is no token ${id}`, {
          hint: 'outcross serve token list names them.',
        });
      }
      if (token.revokedAt === undefined)
        await register.record([fact('token.revoked', [{ type: 'token', id }], {})], actor);
      return viewOf((await register.current()).tokens.get(id)!, undefined);
    },

    async countGood() {
      const { tokens } = await register.current();
      return [...tokens.values()].filter((token) => isGood(token, clock())).length;
    },
  };
}

/** What people do is recorded under the name of their token: nobody shall look like somebody else. */
function requireName(given: string): string {
  const name = given.trim().normalize('NFC');
  if (name !== '' && name.length <= MOST.name && visible(name) === name) return name;
  throw new OutcrossError(
    'E_PARAMETER',
    `a token's name has 1 to ${MOST.name} characters, all of them visible`,
    {
      where: 'name',
    },
  );
}

function requireDays(days: number | undefined): void {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= MOST.days)) return;
  throw new OutcrossError('E_PARAMETER', `a token lasts 1 to ${MOST.days} days`, { where: 'days' });
}

function viewOf(token: Token, usedAt: string | undefined): TokenView {
  const { id, name, role, issuedAt, until, revokedAt } = token;
  return {
    id,
    name,
    role,
    createdAt: moment(issuedAt),
    ...(until === undefined ? {} : { expiresAt: moment(until) }),
    ...(usedAt === undefined ? {} : { lastUsedAt: usedAt }),
    ...(revokedAt === undefined ? {} : { revokedAt: moment(revokedAt) }),
  };
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
