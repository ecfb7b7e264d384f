import { OutcrossError } from '../base/errors.ts';
import { contentBytes } from './content.ts';
import { decodeUtf8, excerpt } from './decoding.ts';
import type { Intake } from './intake.ts';
import { isBlank } from './lines.ts';
import { bomLength } from './magic.ts';
import { PieceBuffer } from './piece-buffer.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';
import { languageOfFile } from './source-language.ts';

/** Reads a file as one example, whose group is the file. The line end that closes the file is not part of its text. */
export async function* readDocument<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const content = new PieceBuffer(rowLimit(spec));
  const refused = await contentInto(content, shard, spec, events);
  if (refused !== undefined) {
    intake.bad(refused, '');
  } else if (content.overflowed) {
    intake.overlong(excerpt(content.take()));
  } else {
    addDocument(intake, shard.name, spec, content.take());
  }
  yield* intake.takeRest();
  return { rows: intake.rows };
}

/** Reads the file; resolves to why a source is no text that is read: one of thousands in a folder is a bad row, not the end. */
async function contentInto(
  content: PieceBuffer,
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
): Promise<string | undefined> {
  try {
    for await (const bytes of contentBytes(shard, (read) => events.progress(read))) {
      content.add(content.length === 0 ? bytes.subarray(bomLength(bytes)) : bytes);
    }
    return undefined;
  } catch (error) {
    if (spec.modality !== 'code' || !(error instanceof OutcrossError) || error.code !== 'E_ENCODING')
      throw error;
    return error.message.replace(`${shard.name}: `, '');
  }
}

function addDocument<T>(intake: Intake<T>, name: string, spec: CorpusSpec, bytes: Buffer): void {
  if (isBlank(bytes, 0, bytes.length)) {
    intake.blank();
    return;
  }
  const { text: whole, lossy } = decodeUtf8(bytes);
  const text = whole.replace(/\r?\n$/, '');
  const example = { id: `${name}#1`, group: name, text };
  const language = spec.modality === 'code' ? languageOfFile(name, spec) : undefined;
  if (language?.reason !== undefined) {
    intake.bad(language.reason, text);
    return;
  }
  intake.add(language === undefined ? example : { ...example, language: language.known }, lossy, undefined, {
    value: { text },
  });
}
