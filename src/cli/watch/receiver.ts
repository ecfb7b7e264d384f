import { OutcrossError } from '../../base/errors.ts';
import type { Receiver } from '../../watch/post.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';

export interface ReceiverOptions {
  readonly webhook?: string;
  readonly secretEnv?: string;
}

/** Milliseconds for an exchange with a receiver. */
const TIMEOUT = 10_000;

/**
 * Where alerts go, by the options, else by `alerts` of the workspace; undefined where nowhere. Throws `E_CONFIG` for an address that is none,
 * and where the secret is not in the environment: an unsigned alert would be refused, or worse, believed. No message shows the address.
 */
export function receiverOf(
  options: ReceiverOptions,
  { config, placeOf }: Workspace,
  { env }: Context,
): Receiver | undefined {
  const { alerts } = config;
  const url = options.webhook ?? alerts?.webhook;
  if (url === undefined) return undefined;
  const where = options.webhook === undefined ? placeOf(['alerts', 'webhook']) : '--webhook';
  if (!isWebAddress(url)) {
    throw new OutcrossError('E_CONFIG', 'the webhook is no address of the Web', {
      where,
      hint: 'Write https://host/path.',
    });
  }
  const name = options.secretEnv ?? alerts?.secretEnv;
  if (name === undefined) return { url, timeout: TIMEOUT };
  const secret = env[name];
  if (secret !== undefined && secret !== '') return { url, secret, timeout: TIMEOUT };
  throw new OutcrossError(
    'E_CONFIG',
    `${name}, which holds the secret of alerts, is not in the environment`,
    {
      where: options.secretEnv === undefined ? placeOf(['alerts', 'secretEnv']) : '--secret-env',
      hint: `Set it, such as ${name}=$(openssl rand -hex 32), here and at the receiver.`,
    },
  );
}

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** A receiver as it may be shown. */
export function shownReceiver(receiver: Receiver | undefined): string {
  return receiver === undefined ? 'log' : new URL(receiver.url).host;
}
