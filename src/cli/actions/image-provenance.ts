import { OutcrossError } from '../../base/errors.ts';
import type { Origin } from '../../corpus/example.ts';
import { type C2paOrigin, readC2pa } from '../../corpus/image-origin/c2pa.ts';
import { type ImageOrigin, readImageOrigin } from '../../corpus/image-origin/image-origin.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';
import { imageFiles, readImage } from './image-files.ts';

/** Options of `outcross images provenance`. */
export interface ImageProvenanceOptions {
  readonly c2pa?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

export const IMAGES_SCHEMA = 'outcross.images/1';

/** What is known of one file. */
interface FileProvenance extends Partial<Omit<ImageOrigin, 'c2pa' | 'origin'>> {
  readonly file: string;
  /** Absent where the file says nothing. `unknown` too where XMP and C2PA contradict each other. */
  readonly origin?: Origin;
  readonly c2pa?: C2paOrigin | 'unread';
  readonly contradiction?: true;
  /** Why it could not be read. */
  readonly error?: string;
}

/** Prints what files of pictures say of how they were made. */
export async function showImageProvenance(
  inputs: readonly string[],
  options: ImageProvenanceOptions,
  context: Context,
): Promise<void> {
  const rows: FileProvenance[] = [];
  for (const file of await imageFiles(inputs)) {
    if (context.signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
    rows.push(await provenanceOf(file, options));
  }
  context.stdout.write(
    options.json === true
      ? `${JSON.stringify({ schema: IMAGES_SCHEMA, files: rows }, undefined, 2)}\n`
      : rows.map(lineOf).join(''),
  );
  note(rows, context);
}

async function provenanceOf(file: string, options: ImageProvenanceOptions): Promise<FileProvenance> {
  try {
    const bytes = await readImage(file);
    const { c2pa, ...own } = readImageOrigin(bytes, file);
    if (!c2pa) return { file, ...own };
    return joined(file, own, await manifestOf(bytes, own.format, file, options));
  } catch (error) {
    const isFault = error instanceof OutcrossError && error.code !== 'E_PEER';
    if (!isFault || options.strict === true) throw error;
    return { file, error: error.message };
  }
}

async function manifestOf(
  bytes: Uint8Array,
  format: string,
  file: string,
  { c2pa }: ImageProvenanceOptions,
): Promise<C2paOrigin | 'unread' | undefined> {
  try {
    return await readC2pa(bytes, format, file);
  } catch (error) {
    if (c2pa !== true && error instanceof OutcrossError && error.code === 'E_PEER') return 'unread';
    throw error;
  }
}

/** A manifest that holds counts beside XMP; where they name different origins, nobody knows. */
function joined(
  file: string,
  own: Omit<ImageOrigin, 'c2pa'>,
  c2pa: C2paOrigin | 'unread' | undefined,
): FileProvenance {
  if (c2pa === undefined) return { file, ...own };
  const claimed = c2pa === 'unread' || c2pa.validation === 'Invalid' ? undefined : c2pa.origin;
  if (claimed === undefined) return { file, ...own, c2pa };
  if (own.origin === undefined || own.origin === claimed) return { file, ...own, origin: claimed, c2pa };
  return { file, ...own, origin: 'unknown', c2pa, contradiction: true };
}

function lineOf({ file, origin, digitalSourceType, c2pa, contradiction, error }: FileProvenance): string {
  if (error !== undefined) return `${'unread'.padEnd(10)} ${visible(file)}\n`;
  const said = [
    ...(digitalSourceType === undefined ? [] : [`IPTC ${visible(digitalSourceType)}`]),
    ...(c2pa === undefined ? [] : [c2paText(c2pa)]),
    ...(contradiction === true ? ['they contradict each other'] : []),
  ];
  const evidence = said.length === 0 ? 'the file says nothing' : said.join('; ');
  return `${(origin ?? 'not stated').padEnd(10)} ${visible(file)} (${evidence})\n`;
}

function c2paText(c2pa: C2paOrigin | 'unread'): string {
  if (c2pa === 'unread') return 'C2PA manifest, not read';
  const types = c2pa.digitalSourceTypes.length === 0 ? 'no source type' : c2pa.digitalSourceTypes.join(', ');
  const by = c2pa.generator === undefined ? '' : ` by ${c2pa.generator}`;
  return visible(`C2PA ${types}${by}, ${c2pa.validation}`);
}

function note(rows: readonly FileProvenance[], { stderr }: Context): void {
  const unread = rows.filter(({ error }) => error !== undefined);
  for (const { error } of unread) stderr.write(`warning ${visible(error!)}\n`);
  if (rows.some(({ c2pa }) => c2pa === 'unread'))
    stderr.write(
      'C2PA manifests are read where the package is installed: npm install @contentauth/c2pa-node\n',
    );
}
