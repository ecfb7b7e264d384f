import type { Encoding } from './encoding.ts';
import { OutputFile } from './output-file.ts';
import type { Destination } from './output-format.ts';
import type { Part } from './part.ts';
import { TableFile } from './table-file.ts';

/** How records of an output are encoded. */
export function encodingFor({ format }: Destination): Encoding {
  return { kind: format === 'jsonl' ? 'jsonl' : 'rows' };
}

/** A file of an output, at `path`. `like`: see `TableFile`. */
export function openPart(destination: Destination, path: string, like: readonly string[]): Promise<Part> {
  if (destination.format === 'jsonl') return OutputFile.open(path, destination.compression);
  return TableFile.open({ ...destination, path }, like);
}
