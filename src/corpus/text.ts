import { decodeUtf8, excerpt } from './decoding.ts';
import type { Intake } from './intake.ts';
import { readLines } from './line-shard.ts';
import { isBlank, type LineSink } from './lines.ts';
import { rowLimit } from './row-limit.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from './source.ts';
import { languageOfFile } from './source-language.ts';

/** Reads a shard of plain text: an example a line that is not blank. */
export async function* readText<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const sink: LineSink = {
    line(bytes, start, end, offset) {
      if (isBlank(bytes, start, end)) return intake.blank();
      const id = `${shard.name}#${offset}`;
      const { text, lossy } = decodeUtf8(bytes, start, end);
      const language = spec.modality === 'code' ? languageOfFile(shard.name, spec) : undefined;
      if (language?.reason !== undefined) {
        intake.bad(language.reason, text);
        return;
      }
      const example = { id, group: id, text };
      const known = language === undefined ? example : { ...example, language: language.known };
      intake.add(known, lossy, undefined, { value: { text } });
    },
    overlong: (head) => intake.overlong(excerpt(head)),
  };
  return yield* readLines({
    shard,
    maxRowBytes: rowLimit(spec),
    sink,
    intake,
    onRead: (bytes) => events.progress(bytes),
  });
}
