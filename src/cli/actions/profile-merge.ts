import { mergeProfileFiles } from '../../engine/load-profile.ts';
import type { Context } from '../context.ts';
import { notWritten, requireProfileTarget } from '../output-file.ts';
import type { MergeOptions } from './profile-options.ts';
import { writeProfile } from './write-profile.ts';

/** Merges profiles into one file. */
export async function merge(
  paths: readonly string[],
  options: MergeOptions,
  context: Context,
): Promise<void> {
  const output = await requireProfileTarget(options.output);
  const merged = await mergeProfileFiles(paths, context.signal).catch((error) => {
    throw notWritten(output, error);
  });
  await writeProfile(merged, output, options.json === true, context);
}
