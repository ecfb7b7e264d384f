import { OutcrossError } from '../../base/errors.ts';

/** A file of an archive. */
export interface Entry {
  /** With `/` between its parts. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

const BLOCK = 512;
const NAME = 100;
const PREFIX = 155;

/**
 * A tar archive in the format `ustar` (POSIX.1-1988, pax(1)). Equal entries give equal bytes: no times, no owners. Throws `E_WRITE` for
 * a name that the format has no room for.
 */
export async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array, void> {
  for await (const entry of entries) {
    yield header(entry);
    yield entry.bytes;
    const rest = entry.bytes.length % BLOCK;
    if (rest > 0) yield new Uint8Array(BLOCK - rest);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header({ name, bytes, executable }: Entry): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const [prefix, last] = split(name);
  block.write(last, 0, NAME);
  octal(block, executable ? 0o755 : 0o644, 100, 8);
  octal(block, 0, 108, 8);
  octal(block, 0, 116, 8);
  octal(block, bytes.length, 124, 12);
  octal(block, 0, 136, 12);
  block.write('0', 156);
  block.write('ustar\u000000', 257, 'latin1');
  block.write(prefix, 345, PREFIX);
  block.fill(32, 148, 156);
  octal(
    block,
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return block;
}

/** Digits to the end of the field but one, which is zero. */
function octal(block: Buffer, value: number, at: number, length: number): void {
  block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
}

/** A name in two parts that fit: what stands before a slash, and the rest. */
function split(name: string): [string, string] {
  if (Buffer.byteLength(name) <= NAME) return ['', name];
  for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
    const parts: [string, string] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(parts[1]) <= NAME && Buffer.byteLength(parts[0]) <= PREFIX) return parts;
  }
  throw new OutcrossError('E_WRITE', `an archive has no room for so long a name: ${name}`, { where: name });
}
