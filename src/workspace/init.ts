import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../base/atomic.ts';
import { OutcrossError } from '../base/errors.ts';
import { CONFIG_NAME } from '../workspace.ts';
import { configText, type InitAnswers, SCHEMA_FILE, STATE_FOLDER } from './template.ts';

export interface InitOptions {
  /** Write over a configuration that stands there. */
  readonly force?: boolean;
}

/**
 * Makes a workspace of a folder, which is made if need be: `outcross.yaml` and `.outcross/`, whose content stays out of version
 * control and is readable by its owner alone. Throws `E_WRITE`, also where there is a configuration already.
 */
export async function initWorkspace(
  folder: string,
  answers: InitAnswers,
  options: InitOptions = {},
): Promise<void> {
  await requireNoConfig(folder, options);
  const state = join(folder, STATE_FOLDER);
  await mkdir(state, { recursive: true }).catch((cause) => {
    throw new OutcrossError('E_WRITE', `${state} cannot be made`, { where: state, cause });
  });
  await chmod(state, 0o700).catch(() => undefined);
  await atomicWrite(join(state, '.gitignore'), '*\n');
  const schema = new URL('../../schemas/outcross.schema.json', import.meta.url);
  await atomicWrite(join(state, SCHEMA_FILE), await readFile(schema));
  await atomicWrite(join(folder, CONFIG_NAME), configText(answers));
}

/** Throws `E_WRITE` where the folder is a workspace already: asked before anything is made. */
export async function requireNoConfig(folder: string, { force }: InitOptions): Promise<void> {
  const path = join(folder, CONFIG_NAME);
  if (force === true || (await stat(path).catch(() => undefined)) === undefined) return;
  throw new OutcrossError('E_WRITE', `${path} exists`, {
    where: path,
    hint: 'Edit it, or write it anew with --force.',
  });
}
