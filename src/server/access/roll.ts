import type { LedgerEvent } from '../../ledger/event.ts';
import type { BodyOf, KindName } from '../../ledger/kinds.ts';
import type { Role } from '../wire.ts';

/** A token as the ledger knows it. Times in milliseconds since 1970. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of its secret. */
  readonly secret: string;
  readonly issuedAt: number;
  readonly until?: number;
  readonly revokedAt?: number;
}

/** A session as the ledger knows it. */
export interface Session {
  /** SHA-256 of its secret. */
  readonly id: string;
  readonly token: string;
  readonly until: number;
  /** When it was last known to be used. */
  readonly seenAt: number;
  readonly ended: boolean;
}

/** Kinds of the events that make and end tokens: all of them are read. */
export const TOKEN_KINDS: readonly KindName[] = ['token.issued', 'token.revoked'];

/** Kinds of the events that make and end sessions: those that are older than a session can be say nothing any more. */
export const SESSION_KINDS: readonly KindName[] = ['access.granted', 'access.ended'];

/**
 * Tokens and sessions, folded from the events of a ledger. Events may come more than once and, since no event takes back another's end, in any
 * order but that a token or session is made first.
 */
export class Roll {
  readonly #tokens = new Map<string, Token>();
  readonly #sessions = new Map<string, Session>();

  get tokens(): ReadonlyMap<string, Token> {
    return this.#tokens;
  }

  get sessions(): ReadonlyMap<string, Session> {
    return this.#sessions;
  }

  take(event: LedgerEvent): void {
    const token = event.subjects.find(({ type }) => type === 'token')?.id;
    if (token === undefined) return;
    const at = Date.parse(event.at);
    if (event.kind === 'token.issued') this.#issue(token, at, event.body as BodyOf<'token.issued'>);
    else if (event.kind === 'token.revoked') this.#revoke(token, at);
    else if (event.kind === 'access.granted') this.#grant(token, at, event.body as BodyOf<'access.granted'>);
    else if (event.kind === 'access.ended') this.#end(event.body as BodyOf<'access.ended'>);
  }

  /** Forgets the sessions whose time is over. */
  forget(now: number): void {
    for (const [id, { until }] of this.#sessions) if (until <= now) this.#sessions.delete(id);
  }

  #issue(id: string, issuedAt: number, { name, role, secret, until }: BodyOf<'token.issued'>): void {
    // What was issued once stays as it was: a second event of the same id is no way to another role.
    if (this.#tokens.has(id)) return;
    const end = until === undefined ? {} : { until: Date.parse(until) };
    this.#tokens.set(id, { id, name, role, secret, issuedAt, ...end });
  }

  #revoke(id: string, revokedAt: number): void {
    const token = this.#tokens.get(id);
    if (token !== undefined && token.revokedAt === undefined) this.#tokens.set(id, { ...token, revokedAt });
  }

  #grant(token: string, at: number, { session: id, until }: BodyOf<'access.granted'>): void {
    if (id === undefined) return;
    const known = this.#sessions.get(id);
    if (known === undefined) {
      if (until === undefined) return;
      this.#sessions.set(id, { id, token, until: Date.parse(until), seenAt: at, ended: false });
    } else if (known.token === token && at > known.seenAt) {
      this.#sessions.set(id, { ...known, seenAt: at });
    }
  }

  #end({ session: id }: BodyOf<'access.ended'>): void {
    const known = this.#sessions.get(id);
    if (known !== undefined) this.#sessions.set(id, { ...known, ended: true });
  }
}

/** Whether a token is good: not revoked, its time not over. */
export function isGood(token: Token | undefined, now: number): token is Token {
  if (token === undefined || token.revokedAt !== undefined) return false;
  return token.until === undefined || now < token.until;
}
