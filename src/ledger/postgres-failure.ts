import { OutcrossError } from '../base/errors.ts';

interface Meaning {
  /** Of an SQLSTATE, or of a code of Node. */
  readonly code: RegExp;
  readonly as: OutcrossError['code'];
  readonly message: (place: string) => string;
  readonly hint: string;
}

const MEANINGS: readonly Meaning[] = [
  {
    code: /^53(100|200)$/,
    as: 'E_WRITE',
    message: (place) => `${place} has no room left`,
    hint: 'Make room on the server. Nothing was written; what was written before is kept.',
  },
  {
    code: /^(55P03|57014)$/,
    as: 'E_LOCKED',
    message: (place) => `another process has written to ${place} for too long`,
    hint: 'Wait until it ends, or end its connection (pg_stat_activity): what it had not finished is undone.',
  },
  {
    code: /^(28...)$/,
    as: 'E_NETWORK',
    message: (place) => `${place} does not let us in`,
    hint: 'Check the user, and the password in PGPASSWORD, ~/.pgpass or the URL.',
  },
  {
    code: /^3D000$/,
    as: 'E_NOT_FOUND',
    message: (place) => `there is no database ${place}`,
    hint: 'Make it first: createdb.',
  },
  {
    code: /^(42501|25006)$/,
    as: 'E_WRITE',
    message: (place) => `${place} does not allow it`,
    hint: 'The user needs to select from and insert into the tables outcross_*, to update outcross_latest, and to create them the first time.',
  },
  {
    code: /^(08...|57P0.|53300|25P03|E[A-Z]+)$/,
    as: 'E_NETWORK',
    message: (place) => `the connection to ${place} failed`,
    hint: 'Check that the server runs and can be reached. Whether an event that was on its way was written shows in outcross ledger log.',
  },
  {
    code: /^(XX00[12]|58030)$/,
    as: 'E_LEDGER',
    message: (place) => `${place} is damaged`,
    hint: 'See the log of the server, and take a copy that is whole.',
  },
];

/** Messages of the client, which have no code. */
const CONNECTION =
  /timeout exceeded when trying to connect|Connection terminated|Client was closed|not queryable/i;

/** An error of PostgreSQL with a code of ours; others as they are. */
export function postgresFailure(error: unknown, place: string): unknown {
  if (error instanceof OutcrossError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const said = typeof code === 'string' ? code : CONNECTION.test(String(message)) ? 'ECONNRESET' : '';
  const found = MEANINGS.find((meaning) => meaning.code.test(said));
  const detail = { where: place, cause: error };
  if (found !== undefined) {
    const reason = reasonOf(error);
    return new OutcrossError(found.as, `${found.message(place)}${reason === '' ? '' : `: ${reason}`}`, {
      ...detail,
      hint: found.hint,
    });
  }
  // An SQLSTATE; whatever else has no code is a defect.
  if (!/^[0-9A-Z]{5}$/.test(said)) return error;
  return new OutcrossError('E_LEDGER', `${place} refused (${said}): ${String(message)}`, detail);
}

/** Several addresses that were tried give several errors and no message. */
function reasonOf(error: unknown): string {
  const errors = (error as { errors?: unknown }).errors;
  const first = Array.isArray(errors) ? (errors[0] as unknown) : error;
  return first instanceof Error ? first.message : '';
}
