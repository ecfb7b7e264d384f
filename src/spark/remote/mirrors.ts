import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { isDynamicPattern } from '../../corpus/inputs.ts';
import type { Mirror, RemoteFile } from '../../corpus/remote.ts';
import type { PlainError } from '../../engine/messages.ts';
import { revived } from '../../engine/thread.ts';
import type { Frame } from '../driver/frames.ts';

/** Asks the driver for something; gives its answer. */
export type Ask = (head: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<Frame>;

/** What the driver says of an input that it shows. */
interface Shown {
  readonly path: string;
  /** Path here, URI, size, version. */
  readonly files: readonly (readonly [string, string, number, string])[];
}

/** Inputs that the driver shows, each listed once: who plans twice plans over the same files. */
export class Mirrors {
  readonly #ask: Ask;
  readonly #shown = new Map<string, Promise<Mirror>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_NETWORK`, `E_PEER`, `E_INTERRUPTED`, and as the session does. */
  of(uri: string, signal?: AbortSignal): Promise<Mirror> {
    let mirror = this.#shown.get(uri);
    if (mirror === undefined) {
      mirror = this.#show(uri, signal);
      // What failed may be asked for again.
      mirror.catch(() => this.#shown.delete(uri));
      this.#shown.set(uri, mirror);
    }
    return mirror;
  }

  async #show(uri: string, signal: AbortSignal | undefined): Promise<Mirror> {
    const below = fixedPart(uri);
    const question = { what: 'show', uri, ...(below === undefined ? {} : { below }) };
    const { head, payload } = await this.#ask(question, signal);
    const { path, files } = JSON.parse(payload.toString()) as Shown;
    return mirrorOf(String(head['root']), path, files);
  }
}

/** What is to be listed for a pattern: the folders before its first part that is one. Undefined for a URI that is no pattern. */
export function fixedPart(uri: string): string | undefined {
  const at = uri.indexOf('/', uri.indexOf('://') + 3);
  if (at < 0) return undefined;
  const parts = uri.slice(at + 1).split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return first < 0 ? undefined : `${uri.slice(0, at + 1)}${parts.slice(0, first).join('/')}`;
}

function mirrorOf(root: string, input: string, listed: Shown['files']): Mirror {
  const files = new Map<string, RemoteFile>(
    listed.map(([path, uri, bytes, version]) => [path, { uri, bytes, version }]),
  );
  return {
    input,
    fileOf(path) {
      const file = files.get(path);
      if (file === undefined) throw new OutcrossError('E_INTERNAL', `${path} shows nothing`);
      return file;
    },
    told: (text) => told(text, root),
  };
}

/** `ROOT/scheme/authority/path` is `scheme://authority/path`. */
function told(text: string, root: string): string {
  return text
    .split(join(root, '/'))
    .map((piece, i) =>
      i === 0
        ? piece
        : piece.replace(
            /^([a-z][a-z0-9+.-]*)\//,
            (_, scheme) => `${scheme}://${scheme === 'file' ? '/' : ''}`,
          ),
    )
    .join('');
}

/** The answer, or what the driver failed with. */
export function answered({ head, payload }: Frame): Frame {
  if (head.kind === 'done') return { head, payload };
  if (head.kind === 'failed') throw revived(head['failure'] as PlainError);
  throw new OutcrossError('E_WORKER', `Spark's driver could not do it: ${String(head['message'])}`, {
    hint: 'What it says may tell why; run it again.',
  });
}
