import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { OutcrossError } from '../../../base/errors.ts';
import type { Context } from '../../context.ts';

export interface PassphraseOptions {
  readonly passphraseEnv?: string;
}

/** The passphrase of a sealed key: from the environment, else asked for on a terminal. Throws `E_OPTION`, `E_KEY`. */
export async function passphraseFor(
  key: string,
  { passphraseEnv }: PassphraseOptions,
  context: Context,
): Promise<string> {
  if (passphraseEnv !== undefined) return passphraseIn(passphraseEnv, context);
  if (!isTerminal(context)) {
    throw new OutcrossError('E_KEY', `key ${key.slice(0, 12)} is sealed with a passphrase`, {
      where: key,
      hint: 'Name the environment variable that holds it: --passphrase-env VARIABLE.',
    });
  }
  return asked(`Passphrase of key ${key.slice(0, 12)}: `, context);
}

/** A new passphrase: from the environment, asked for twice with `prompt`, or none. */
export async function newPassphrase(
  { passphraseEnv, passphrase }: PassphraseOptions & { readonly passphrase?: boolean },
  context: Context,
): Promise<string | undefined> {
  if (passphraseEnv !== undefined) return passphraseIn(passphraseEnv, context);
  if (passphrase !== true) return undefined;
  if (!isTerminal(context)) {
    throw new OutcrossError('E_OPTION', '--passphrase asks on a terminal, and there is none', {
      where: '--passphrase',
      hint: 'Name the environment variable that holds it: --passphrase-env VARIABLE.',
    });
  }
  const first = await asked('Passphrase: ', context);
  if (first === '' || first !== (await asked('Again: ', context))) {
    throw new OutcrossError('E_OPTION', 'the two passphrases are not the same, or empty', {
      where: '--passphrase',
    });
  }
  return first;
}

function passphraseIn(variable: string, { env }: Context): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  throw new OutcrossError('E_OPTION', `the environment variable ${variable} is not set, or empty`, {
    where: '--passphrase-env',
    hint: 'Set it in the shell that runs the command; give the name here, and never the passphrase itself.',
  });
}

function isTerminal({ stderr }: Context): boolean {
  return stderr.isTTY === true && process.stdin.isTTY === true;
}

/** Asks without showing what is typed. */
async function asked(question: string, context: Context): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  context.stderr.write(question);
  try {
    return await lines.question('', { signal: context.signal });
  } catch {
    throw new OutcrossError('E_INTERRUPTED', 'interrupted');
  } finally {
    lines.close();
    context.stderr.write('\n');
  }
}
