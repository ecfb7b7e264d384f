import { join } from 'node:path';

/** What stands where in the folder of a drive. Paths are from that folder, with `/` between parts. */
export const RECORD_FILE = 'record.jsonl';
export const RUNNING_FILE = 'running.json';
export const RESERVOIR = 'human/reservoir.jsonl';
export const HOLDOUT = 'human/holdout.jsonl';
export const RESERVOIR_PROFILE = 'human/reservoir.profile';
export const HOLDOUT_PROFILE = 'human/holdout.profile';

/** The folder of a generation: `g001`. */
export function generationFolder(generation: number): string {
  return `g${String(generation).padStart(3, '0')}`;
}

/** What a generation's folder holds. `half` is where a command writes until it has succeeded. */
export const GENERATION_FILES = {
  mix: 'mix.jsonl',
  model: 'model',
  sampled: 'sampled',
  output: 'output.jsonl',
  profile: 'output.profile',
  half: 'half',
} as const;

export function inGeneration(generation: number, file: string): string {
  return `${generationFolder(generation)}/${file}`;
}

/** Absolute paths of a drive. */
export class Layout {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  file(generation: number, file: string): string {
    return this.at(inGeneration(generation, file));
  }
}
