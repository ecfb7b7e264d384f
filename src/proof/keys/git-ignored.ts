import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';

/**
 * Keeps all of a folder out of version control. A `.gitignore` that says something stays as it is; an empty one, as a full disk leaves it
 * behind, would let version control take what is secret. Throws `E_WRITE`.
 */
export async function keepOutOfGit(folder: string): Promise<void> {
  const path = join(folder, '.gitignore');
  const said = await readFile(path, 'utf8').catch((error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? '' : undefined,
  );
  if (said === '') await atomicWrite(path, '*\n');
}
