import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OutcrossError } from '../../base/errors.ts';

/** Not a dependency: who scores by a local model installs it. */
const PEER = '@huggingface/transformers';

/**
 * The optional peer, from beside this package or from the folder `from`. Throws `E_PEER` where it is not installed, or cannot
 * be loaded.
 */
export async function loadTransformers(from: string): Promise<Readonly<Record<string, unknown>>> {
  const attempts = [() => import(PEER), () => import(resolvedFrom(from))];
  let cause: unknown;
  for (const attempt of attempts) {
    try {
      return (await attempt()) as Readonly<Record<string, unknown>>;
    } catch (error) {
      if (cause === undefined || !isMissing(error)) cause = error;
    }
  }
  const missing = isMissing(cause);
  throw new OutcrossError(
    'E_PEER',
    missing ? `${PEER} is not installed` : `${PEER} cannot be loaded: ${String(cause)}`,
    {
      where: PEER,
      hint: `Models in ONNX run on it: npm install ${PEER}`,
      cause,
    },
  );
}

function resolvedFrom(folder: string): string {
  return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(PEER)).href;
}

function isMissing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && (message ?? '').includes(PEER);
}
