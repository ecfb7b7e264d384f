import { Attempts, FAILURES } from './attempts.ts';
import type { Entry, Gate, Pass } from './gate.ts';
import { Refusal } from './refusal.ts';
import { SESSION_LIFE } from './register.ts';
import { hashOf, newSecret, sameSecret } from './secrets.ts';

/** Lets one person in, at this computer, by a secret that opens once. Sessions end with the process. */
export class LocalGate implements Gate {
  readonly #name: string;
  readonly #clock: () => number;
  readonly #failures = new Attempts(FAILURES);
  readonly #sessions = new Map<string, Pass>();
  #once: string | undefined;

  /** `clock`: milliseconds since 1970. */
  constructor(name: string, clock: () => number) {
    this.#name = name;
    this.#clock = clock;
  }

  /** A new secret that opens once; one that was given before and not used is worth nothing from now on. */
  invite(): string {
    this.#once = newSecret();
    return this.#once;
  }

  async bySession(secret: string): Promise<Pass | undefined> {
    return this.#valid(hashOf(secret));
  }

  async byToken(): Promise<undefined> {
    return undefined;
  }

  async enter(token: string, _address: string): Promise<Entry> {
    const once = this.#once;
    if (once === undefined || !sameSecret(token, once)) throw this.#refusal();
    this.#once = undefined;
    const secret = newSecret();
    const session = hashOf(secret);
    const expiresAt = this.#clock() + SESSION_LIFE;
    const pass: Pass = { person: { name: this.#name, role: 'operate' }, expiresAt, session };
    this.#sessions.set(session, pass);
    return { secret, pass };
  }

  async leave({ session }: Pass): Promise<void> {
    this.#sessions.delete(session ?? '');
  }

  async holds({ session }: Pass): Promise<boolean> {
    return this.#valid(session ?? '') !== undefined;
  }

  /** One who may do everything is never refused. */
  async denied(): Promise<void> {}

  #valid(session: string): Pass | undefined {
    const pass = this.#sessions.get(session);
    return pass !== undefined && this.#clock() < pass.expiresAt ? pass : undefined;
  }

  #refusal(): Refusal {
    const now = this.#clock();
    const counted = this.#failures.count('', now);
    if (counted === undefined)
      return new Refusal(429, 'E_RATE', 'too many attempts', { retryAfter: this.#failures.secondsLeft(now) });
    return new Refusal(401, 'E_ACCESS', 'this link has been used, or is none', {
      hint: 'Each opens once: end outcross view with Ctrl-C, and start it again.',
    });
  }
}
