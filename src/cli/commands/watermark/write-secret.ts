import { open } from 'node:fs/promises';
import { OutcrossError } from '../../../base/errors.ts';
import { refusing } from '../../../base/staged-file.ts';
import { systemCode } from '../../../corpus/failure.ts';

/** Writes a file that only its owner may read. Throws `E_WRITE` where one of that name is there: it may be somebody's secret. */
export async function writeSecret(path: string, content: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') return refusing(path, Promise.reject(error));
    throw new OutcrossError('E_WRITE', `${path} is there already: it was left as it is`, {
      where: path,
      hint: 'Give another name, or remove the file.',
    });
  });
  try {
    await refusing(path, handle.writeFile(content));
  } finally {
    await handle.close();
  }
}
