import { stat } from 'node:fs/promises';
import type { OutcrossError } from '../../../base/errors.ts';
import { readTls, type TlsFiles } from './tls.ts';

/** Milliseconds between two looks at the files: those who renew certificates do so days before the old one ends. */
const EVERY = 30_000;

export interface TlsFollower {
  /** Reads the files where they are not what they were; `always`: in any case. True where they were taken. Does not throw. */
  look(always?: boolean): Promise<boolean>;
  end(): void;
}

/**
 * Takes a certificate and key that were replaced, at the next look or on SIGHUP, without an end of what is under way. Files that are no pair, such
 * as halves of a renewal, leave the old ones in use, and are told of once.
 */
export function followTls(
  files: TlsFiles,
  renew: (tls: { cert: string; key: string }) => void,
  tell: (error: OutcrossError) => void,
  every: number = EVERY,
): TlsFollower {
  let seen: Promise<string> = printOf(files);
  let turn: Promise<unknown> = Promise.resolve();
  const look = async (always: boolean): Promise<boolean> => {
    const print = await printOf(files);
    if (!always && print === (await seen)) return false;
    seen = Promise.resolve(print);
    try {
      const tls = await readTls(files);
      if (tls !== undefined) renew(tls);
      return tls !== undefined;
    } catch (error) {
      tell(error as OutcrossError);
      return false;
    }
  };
  const inTurn = (always = false): Promise<boolean> => {
    const next = turn.then(() => look(always));
    turn = next;
    return next;
  };
  const timer = setInterval(() => void inTurn(), every).unref();
  const onHangUp = () => void inTurn(true);
  process.on('SIGHUP', onHangUp);
  return {
    look: inTurn,
    end: () => {
      clearInterval(timer);
      process.off('SIGHUP', onHangUp);
    },
  };
}

/** Another word when one of the files is another, also by a link that leads elsewhere now. */
async function printOf({ tlsCert, tlsKey }: TlsFiles): Promise<string> {
  const found = await Promise.all(
    [tlsCert, tlsKey].map((path) =>
      path === undefined ? undefined : stat(path, { bigint: true }).catch(() => undefined),
    ),
  );
  return found.map((file) => `${file?.ino} ${file?.size} ${file?.mtimeNs}`).join(', ');
}
