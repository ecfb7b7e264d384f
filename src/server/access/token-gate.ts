import type { Actor } from '../../ledger/event.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { fact } from '../../ledger/recorder.ts';
import { networkOf } from './address.ts';
import { Attempts, ENTRIES, FAILURES } from './attempts.ts';
import type { Entry, Gate, Pass } from './gate.ts';
import { Refusal } from './refusal.ts';
import { type Register, SESSION_LIFE } from './register.ts';
import { isGood, type Roll, type Session, type Token } from './roll.ts';
import { hashOf, newSecret, parseToken, sameSecret } from './secrets.ts';

/** A session that nobody uses ends after so many milliseconds. */
export const IDLE_LIFE = 12 * 3_600_000;

/** Use of a session or token is recorded this often, so that other servers know of it. */
export const USE_PERIOD = IDLE_LIFE / 4;

/** Stands for the token in events about attempts that name none. */
const UNKNOWN = 'unknown';

/** Lets people in who have a token. */
export class TokenGate implements Gate {
  readonly #register: Register;
  readonly #clock: () => number;
  readonly #failures = new Attempts(FAILURES);
  readonly #entries = new Attempts(ENTRIES);
  readonly #denials = new Attempts(FAILURES);
  /** When sessions and tokens were used here, beyond what the ledger knows. */
  readonly #used = new Map<string, number>();
  readonly #recorded = new Map<string, number>();

  /** `clock`: milliseconds since 1970. */
  constructor(register: Register, clock: () => number) {
    this.#register = register;
    this.#clock = clock;
  }

  async bySession(secret: string): Promise<Pass | undefined> {
    const id = hashOf(secret);
    const roll = await this.#register.current();
    const pass = this.#passOf(roll, roll.sessions.get(id));
    if (pass === undefined) return undefined;
    const { seenAt } = roll.sessions.get(id)!;
    await this.#note(id, seenAt, pass, { session: id });
    return pass;
  }

  async byToken(text: string, from: string): Promise<Pass | undefined> {
    const address = recorded(from);
    const token = await this.#tokenOf(text, address, 'bearer');
    const pass: Pass = { person: personOf(token), expiresAt: token.until ?? this.#clock() + SESSION_LIFE };
    await this.#note(token.id, 0, pass, { address });
    return pass;
  }

  async enter(text: string, from: string): Promise<Entry> {
    const address = recorded(from);
    const token = await this.#tokenOf(text, address, 'log in');
    const now = this.#clock();
    if (this.#entries.count(token.id, now) === undefined) {
      throw new Refusal(429, 'E_RATE', 'this token has begun too many sessions', {
        retryAfter: this.#entries.secondsLeft(now),
      });
    }
    const secret = newSecret();
    const session = hashOf(secret);
    const expiresAt = Math.min(now + SESSION_LIFE, token.until ?? Number.POSITIVE_INFINITY);
    const until = new Date(expiresAt).toISOString();
    await this.#grant(token, { role: token.role, action: 'log in', address, session, until });
    return { secret, pass: { person: personOf(token), expiresAt, session } };
  }

  async leave({ person, session }: Pass): Promise<void> {
    if (session === undefined || person.token === undefined) return;
    const subject = { type: 'token', id: person.token } as const;
    await this.#register.record([fact('access.ended', [subject], { session })], actorOf(person.name));
    this.#used.delete(session);
  }

  async holds({ person, session }: Pass): Promise<boolean> {
    const roll = await this.#register.current();
    if (session !== undefined) return this.#passOf(roll, roll.sessions.get(session)) !== undefined;
    return person.token !== undefined && isGood(roll.tokens.get(person.token), this.#clock());
  }

  async denied({ person }: Pass, action: string, from: string): Promise<void> {
    const address = recorded(from);
    const { name, role, token = UNKNOWN } = person;
    if (this.#denials.count(token, this.#clock()) === undefined) return;
    await this.#deny(token, actorOf(name), { role, action, address, reason: 'role' });
  }

  /** Throws `Refusal`. A good token is never refused for what others tried: they could lock everybody out. */
  async #tokenOf(text: string, address: string, action: string): Promise<Token> {
    const parsed = parseToken(text);
    const { tokens } = await this.#register.current();
    const token = parsed === undefined ? undefined : tokens.get(parsed.id);
    const right = parsed !== undefined && sameSecret(hashOf(parsed.secret), token?.secret ?? '');
    if (right && isGood(token, this.#clock())) return token;
    await this.#failed(token, address, { action, address, reason: reasonOf(token, right) });
    throw new Refusal(401, 'E_ACCESS', 'the token is not good', {
      hint: 'It may have been revoked, or its time is over: outcross serve token list.',
    });
  }

  /** Throws `Refusal` 429 for one failure too many. The first and the last of an address are recorded: the ledger is not for strangers to fill. */
  async #failed(token: Token | undefined, address: string, body: BodyOf<'access.denied'>): Promise<void> {
    const now = this.#clock();
    const count = this.#failures.count(networkOf(address), now);
    if (count === undefined) {
      throw new Refusal(429, 'E_RATE', 'too many attempts', { retryAfter: this.#failures.secondsLeft(now) });
    }
    if (count !== 1 && count !== FAILURES.each) return;
    const last = count === FAILURES.each ? { reason: `${body.reason}; attempt ${count}, the last` } : {};
    await this.#deny(token?.id ?? UNKNOWN, actorOf(token?.name ?? UNKNOWN), { ...body, ...last });
  }

  #passOf(roll: Roll, session: Session | undefined): Pass | undefined {
    const now = this.#clock();
    if (session === undefined || session.ended || now >= session.until) return undefined;
    const seenAt = Math.max(session.seenAt, this.#used.get(session.id) ?? 0);
    if (now - seenAt >= IDLE_LIFE) return undefined;
    const token = roll.tokens.get(session.token);
    if (!isGood(token, now)) return undefined;
    return { person: personOf(token), expiresAt: session.until, session: session.id };
  }

  /** A use. What is recorded now and then must not hold up or fail the request that it is about. */
  async #note(id: string, seenAt: number, pass: Pass, more: BodyOf<'access.granted'>): Promise<void> {
    const now = this.#clock();
    this.#used.set(id, now);
    if (now - Math.max(seenAt, this.#recorded.get(id) ?? 0) < USE_PERIOD) return;
    this.#recorded.set(id, now);
    const { role, name, token } = pass.person;
    await this.#grant({ id: token!, name }, { role, action: 'use', ...more }).catch(() => {});
  }

  async #grant({ id, name }: Pick<Token, 'id' | 'name'>, body: BodyOf<'access.granted'>): Promise<void> {
    await this.#register.record([fact('access.granted', [{ type: 'token', id }], body)], actorOf(name));
  }

  async #deny(id: string, actor: Actor, body: BodyOf<'access.denied'>): Promise<void> {
    await this.#register
      .record([fact('access.denied', [{ type: 'token', id }], body)], actor)
      .catch(() => {});
  }
}

function personOf({ id, name, role }: Token): Pass['person'] {
  return { name, role, token: id };
}

/** An address as a fact holds it: behind a proxy it is what the proxy says. */
function recorded(address: string): string {
  return address.slice(0, 100) || UNKNOWN;
}

function actorOf(name: string): Actor {
  return { kind: 'person', name };
}

function reasonOf(token: Token | undefined, right: boolean): string {
  if (token === undefined) return 'no such token';
  if (!right) return 'wrong secret';
  return token.revokedAt === undefined ? 'expired' : 'revoked';
}
