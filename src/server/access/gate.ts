import type { Person } from '../desk.ts';

/** Leave to ask, until it ends. */
export interface Pass {
  readonly person: Person;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** SHA-256 of the session's secret; absent where a token came with the request itself. */
  readonly session?: string;
}

/** A session that has just begun. `secret` goes to the browser's cookie and nowhere else. */
export interface Entry {
  readonly secret: string;
  readonly pass: Pass;
}

/** Decides who may come in. */
export interface Gate {
  /** The pass of the session with this secret; undefined where there is none, or no longer. */
  bySession(secret: string): Promise<Pass | undefined>;
  /** The pass of a token that came as `Authorization: Bearer`; undefined, or a `Refusal`, for one that is not good. */
  byToken(token: string, address: string): Promise<Pass | undefined>;
  /** Begins a session. Throws `Refusal` 401 for a token that is not good, 429 where too many failed. */
  enter(token: string, address: string): Promise<Entry>;
  /** Ends the session of a pass. */
  leave(pass: Pass): Promise<void>;
  /** Whether a pass that was given still holds. */
  holds(pass: Pass): Promise<boolean>;
  /** Takes note that a person asked for what their role does not allow. */
  denied(pass: Pass, action: string, address: string): Promise<void>;
}
