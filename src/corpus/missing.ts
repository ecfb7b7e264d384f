import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { nearest } from '../base/spelling.ts';

/** The error for an input that does not exist: names the first missing part of its path, and what was likely meant. */
export async function missing(input: string): Promise<OutcrossError> {
  let lost = input;
  let siblings = await namesIn(dirname(resolve(lost)));
  while (siblings === undefined && dirname(resolve(lost)) !== resolve(lost)) {
    lost = dirname(lost) === lost ? dirname(resolve(lost)) : dirname(lost);
    siblings = await namesIn(dirname(resolve(lost)));
  }
  const near = nearest(basename(resolve(lost)), siblings ?? []);
  const said = lost === input ? `${input} does not exist` : `${input} does not exist: there is no ${lost}`;
  return new OutcrossError('E_NOT_FOUND', said, {
    where: input,
    hint:
      near === undefined
        ? `Check the path; it was looked for at ${resolve(input)}.`
        : `Did you mean ${join(dirname(lost), near)}?`,
  });
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return undefined;
  }
}
