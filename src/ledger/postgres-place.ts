import { OutcrossError } from '../base/errors.ts';

/** True where a setting names a server, not a file. */
export function isPostgresUrl(setting: string): boolean {
  return /^postgres(ql)?:/i.test(setting);
}

/**
 * The URL without its password and without its parameters, any of which may be secret. Throws `E_LEDGER` where it is no URL;
 * the message does not show it.
 */
export function postgresPlace(setting: string): string {
  let url: URL;
  try {
    url = new URL(setting);
  } catch {
    throw new OutcrossError('E_LEDGER', 'the address of the ledger is no URL', {
      where: 'postgres://...',
      hint: 'Write postgres://user@host:5432/database; signs such as @ or / in a name or password as %40 or %2F.',
    });
  }
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
}
