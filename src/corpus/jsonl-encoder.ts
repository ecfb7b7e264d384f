import { BlockBuffer, type EncodedBlock } from './block-buffer.ts';
import { type Change, changedRow, settings } from './change.ts';
import type { RecordEncoder } from './encoding.ts';
import { fieldSpans } from './json-fields.ts';
import { jsonText } from './json-text.ts';
import type { CorpusRecord } from './record.ts';

const CLOSE_BRACE = 125;

/**
 * Records as JSON lines. A line that is not changed is copied byte for byte. In a line that is, all bytes but those of the
 * fields set stay as they stand: numbers keep their digits, keys their order.
 */
export class JsonlEncoder implements RecordEncoder {
  readonly #block = new BlockBuffer();

  get full(): boolean {
    return this.#block.full;
  }

  add(record: CorpusRecord, change?: Change): void {
    const { line, value } = record;
    if (line === undefined) this.#block.text(jsonText(changedRow(value, change)));
    else if (change === undefined) this.#block.bytes(line);
    else this.#spliced(Buffer.from(line.buffer, line.byteOffset, line.length), record, change);
    this.#block.text('\n');
    this.#block.end();
  }

  take(): EncodedBlock | undefined {
    return this.#block.take();
  }

  #spliced(line: Buffer, { value }: CorpusRecord, change: Change): void {
    const set = settings(value, change);
    const isOld = ([key]: [string, unknown]) => Object.hasOwn(value, key);
    let at = 0;
    if (set.some(isOld)) {
      const spans = fieldSpans(line);
      const replaced = set.filter(isOld).map(([key, to]) => ({ span: spans.get(key)!, to }));
      for (const { span, to } of replaced.sort((a, b) => a.span[0] - b.span[0])) {
        this.#block.bytes(line, at, span[0]);
        this.#block.text(jsonText(to));
        at = span[1];
      }
    }
    const added = set.filter((one) => !isOld(one));
    const close = line.lastIndexOf(CLOSE_BRACE);
    this.#block.bytes(line, at, close);
    let comma = Object.keys(value).length === 0 ? '' : ',';
    for (const [key, to] of added) {
      this.#block.text(`${comma}${JSON.stringify(key)}:${jsonText(to)}`);
      comma = ',';
    }
    this.#block.bytes(line, close);
  }
}
