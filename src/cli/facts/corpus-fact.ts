import type { SinkResult } from '../../corpus/block-sink.ts';
import { filesOf } from '../../corpus/inputs.ts';
import { isUri } from '../../corpus/remote.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { LedgerSubject } from '../../ledger/event.ts';
import { factOf, filesFact, nameIn } from '../../ledger/files-fact.ts';
import type { FilesFact } from '../../ledger/kinds/parts.ts';

/** Characters of the name of a corpus, a source or a model. */
export const LONGEST_NAME = 512;

/**
 * Corpora that were read, as one: their files are read for their digests. Undefined where a part came through a pipe, which cannot be read
 * again, or is a URI. `name`: by default as the inputs. Throws as `filesOf` and `filesFact`.
 */
export async function readFact(
  { inputs, format, modality }: Pick<CorpusSpec, 'inputs' | 'format' | 'modality'>,
  folder: string,
  name = inputsName(inputs, folder),
): Promise<FilesFact | undefined> {
  const paths = new Set<string>();
  for (const input of inputs) {
    // Read on executors: nobody here has seen all of its bytes.
    if (isUri(input)) return undefined;
    for (const { path, bytes } of await filesOf(input, format, modality)) {
      if (bytes === undefined) return undefined;
      paths.add(path);
    }
  }
  return filesFact(name, [...paths], folder);
}

/** What corpora that are read as one are called. */
export function inputsName(inputs: readonly string[], folder: string): string {
  const first = named(folder, inputs[0]);
  const more = ` and ${inputs.length - 1} more`;
  // It is the id of a subject too, and so no longer than one.
  return inputs.length === 1 ? first : endOf(first, LONGEST_NAME - more.length) + more;
}

/** A corpus that was written: its sink has the digests. */
export function writtenFact(path: string, { files }: SinkResult, folder: string): FilesFact {
  return factOf(
    named(folder, path),
    files.map(({ path: file, bytes, sha256 }) => ({ name: named(folder, file), bytes, sha256 })),
  );
}

/** Its name, with the end of one that is too long for the ledger. */
export function named(folder: string, path: string): string {
  return endOf(isUri(path) ? path : nameIn(folder, path), LONGEST_NAME);
}

/** With no half of a character at its beginning: the ledger refuses what is no text. */
function endOf(text: string, longest: number): string {
  return text.slice(-longest).replace(/^[\udc00-\udfff]/, '');
}

export function corpusSubject({ name }: FilesFact): LedgerSubject {
  return { type: 'corpus', id: name };
}

/** The members that are there. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const found = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** At most `longest` characters from its beginning, with no half of one at the end. */
export function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
