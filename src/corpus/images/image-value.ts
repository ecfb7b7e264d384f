import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isRow, kindOf } from '../fields.ts';
import { decodeImage, type ImageOrReason, tooLong } from './decode.ts';
import { imageKind } from './kind.ts';
import { IMAGE_LIMITS } from './limits.ts';

const DATA_URI = /^data:[^,]{0,100};base64,/i;

/**
 * The picture that a field of a row holds: bytes, base64 in a `data:` address, a path from the folder of the table on, or an object
 * with `bytes` and `path` (as Hugging Face writes). A path may not lead out of that folder: who sends a table must not be able to
 * have files read that he does not see.
 */
export async function imageOfValue(value: unknown, field: string, tablePath: string): Promise<ImageOrReason> {
  if (value instanceof Uint8Array) return decodeImage(value);
  if (typeof value === 'string') return imageOfText(value, tablePath);
  if (isRow(value)) {
    const { bytes, path } = value;
    if (bytes instanceof Uint8Array) return decodeImage(bytes);
    if (typeof bytes === 'string' && bytes !== '') return imageOfText(bytes, tablePath);
    if (typeof path === 'string') return imageOfText(path, tablePath);
  }
  return `field "${field}" is ${kindOf(value)}, neither the path of a picture nor its bytes`;
}

async function imageOfText(text: string, tablePath: string): Promise<ImageOrReason> {
  const uri = DATA_URI.exec(text);
  if (uri !== null) return decodeImage(Buffer.from(text.slice(uri[0].length), 'base64'));
  // The few pictures whose bytes are valid UTF-8 come as text. Each holds a zero byte, and no path does: one may begin with GIF8.
  const kind = text.includes('\0') ? imageKind(Buffer.from(text.slice(0, 16))) : undefined;
  return kind === undefined ? imageOfFile(text, tablePath) : decodeImage(Buffer.from(text));
}

async function imageOfFile(path: string, tablePath: string): Promise<ImageOrReason> {
  const folder = tablePath === '-' ? resolve('.') : dirname(tablePath);
  const shown = path.length > 200 ? `${path.slice(0, 200)}...` : path;
  if (path === '' || path.includes('\0')) return 'the path of the picture is empty or broken';
  try {
    const [home, file] = await Promise.all([realpath(folder), realpath(resolve(folder, path))]);
    const inside = relative(home, file);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return `${shown} lies outside of the folder of the table`;
    const found = await stat(file);
    if (!found.isFile()) return `${shown} is no file`;
    if (found.size > IMAGE_LIMITS.bytes) return tooLong(found.size, IMAGE_LIMITS.bytes);
    return decodeImage(await readFile(join(home, inside)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return `${shown} does not exist`;
    if (code !== '') return `${shown} cannot be read (${code})`;
    throw error;
  }
}
