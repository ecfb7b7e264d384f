import { npyHeaderOf, vectorShape } from './npy/read.ts';
import { ParquetFile } from './parquet-file.ts';
import type { RemoteFile, RemotePart } from './remote.ts';
import type { Shard } from './source.ts';

type Spans = RemotePart['spans'];

/** The shards of one file, each with what of it is to be read. Their path is where the file is shown. */
export async function withParts(shards: readonly Shard[], file: RemoteFile): Promise<Shard[]> {
  const spansOf = shards.some(({ rowGroups }) => rowGroups !== undefined)
    ? await rowSpans(shards[0])
    : undefined;
  return shards.map((shard) => ({ ...shard, remote: { ...file, ...partOf(shard, file, spansOf) } }));
}

type RowSpans = (rows: readonly [first: number, afterLast: number]) => Spans;

function partOf(
  { range, rowGroups }: Shard,
  { bytes }: RemoteFile,
  spansOf: RowSpans | undefined,
): Pick<RemotePart, 'spans' | 'toLineEnd'> {
  // The byte before tells whether a line begins with the range.
  if (range !== undefined) return { spans: [[Math.max(0, range[0] - 1), range[1]]], toLineEnd: true };
  if (rowGroups === undefined || spansOf === undefined) return { spans: [[0, bytes]] };
  return { spans: spansOf(rowGroups) };
}

/** Undefined where the rows of a file do not lie together. */
async function rowSpans({ path, name, format }: Shard): Promise<RowSpans | undefined> {
  if (format === 'parquet') {
    const file = await ParquetFile.open(path, name);
    await file.close();
    return ([first, afterLast]) => file.spans(first, afterLast);
  }
  const header = await npyHeaderOf(path, name);
  if (header.fortran) return undefined;
  const { offset } = header;
  const rowBytes = vectorShape(header, name)[1] * header.bytes;
  return ([first, afterLast]) => [
    [0, offset],
    [offset + first * rowBytes, offset + afterLast * rowBytes],
  ];
}
