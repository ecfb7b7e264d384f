import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Origin } from '../../corpus/example.ts';
import { writeImageOrigin } from '../../corpus/image-origin/image-origin.ts';
import { TERM_OF_ORIGIN } from '../../corpus/image-origin/source-type.ts';
import type { Context } from '../context.ts';
import { imageFiles, readImage } from './image-files.ts';

/** Options of `outcross images tag`. */
export interface ImageTagOptions {
  readonly origin?: Origin;
  readonly type?: string;
  readonly output?: string;
  readonly inPlace?: boolean;
  readonly force?: boolean;
  readonly breakC2pa?: boolean;
}

/** Writes the digital source type into files of pictures. A file that cannot be understood ends the run and stays as it is. */
export async function tagImages(
  inputs: readonly string[],
  options: ImageTagOptions,
  context: Context,
): Promise<void> {
  const term = termOf(options);
  const files = await imageFiles(inputs);
  const targets = await targetsOf(files, options);
  let done = 0;
  for (const [i, file] of files.entries()) {
    if (context.signal.aborted) throw interrupted(done, files.length);
    const { breakC2pa } = options;
    const written = writeImageOrigin(
      await readImage(file),
      file,
      term,
      breakC2pa === undefined ? {} : { breakC2pa },
    );
    await atomicWrite(targets[i], written);
    done++;
  }
  context.stdout.write(`${done === 1 ? '1 file' : `${done} files`} tagged ${term}\n`);
}

function termOf({ origin, type }: ImageTagOptions): string {
  const term = type ?? (origin === undefined ? undefined : TERM_OF_ORIGIN[origin]);
  if (term !== undefined) return term;
  throw new OutcrossError('E_USAGE', 'what the pictures are was not said', {
    where: '--origin',
    hint: 'Give --origin synthetic or mixed; for what people made, the exact --type, such as digitalCapture.',
  });
}

async function targetsOf(files: readonly string[], options: ImageTagOptions): Promise<readonly string[]> {
  const { output, inPlace, force } = options;
  if ((output === undefined) === (inPlace !== true)) {
    throw new OutcrossError('E_USAGE', 'give either a folder to write to, or --in-place', {
      where: '--output',
      hint: 'Such as -o tagged.',
    });
  }
  if (output === undefined) return files;
  const targets = files.map((file) => join(output, basename(file)));
  const met = new Set<string>();
  const twice = targets.find((target) => met.size === met.add(target).size);
  if (twice !== undefined) throw refused(twice, 'two files have this name', 'Tag them folder by folder.');
  await mkdir(output, { recursive: true }).catch((cause) => {
    throw new OutcrossError('E_WRITE', `${output} cannot be made: ${String(cause)}`, {
      where: output,
      cause,
    });
  });
  for (const target of force === true ? [] : targets) {
    if ((await stat(target).catch(() => undefined)) !== undefined)
      throw refused(target, 'it exists', 'Give another folder, or --force.');
  }
  return targets;
}

function refused(where: string, why: string, hint: string): OutcrossError {
  return new OutcrossError('E_WRITE', `${where} is not written: ${why}`, { where, hint });
}

function interrupted(done: number, all: number): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', `interrupted after ${done} of ${all} files`, {
    hint: 'Run the same command again: what is tagged already is tagged the same.',
  });
}
