import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mirror, RemotePart } from './remote.ts';
import type { Shard } from './source.ts';

/** A mirror that shows a folder of this machine as one of another: whole, so that only plans can be tried with it. */
export function mirrorOfFolder(folder: string, uri: string, below = ''): Mirror {
  return {
    input: join(folder, below),
    fileOf: (path) => ({
      uri: uri + path.slice(folder.length),
      bytes: statSync(path).size,
      version: '1',
    }),
    told: (text) => text.replaceAll(folder, uri),
  };
}

/**
 * What stands on an executor's disk of a shard: the bytes that its plan wants, in a file of the true size, and rubbish in the places of all
 * others, so that a reader which looks at them is found out.
 */
export function broughtTo(folder: string, { remote, ...shard }: Shard): Shard {
  const whole = readFileSync(shard.path);
  const brought = Buffer.alloc(whole.length, '"}\n');
  for (const [start, end] of spansOf(remote!, whole)) whole.copy(brought, start, start, end);
  const path = join(mkdtempSync(join(folder, 'brought-')), basename(shard.path));
  writeFileSync(path, brought);
  return { ...shard, path };
}

function spansOf({ spans, toLineEnd }: RemotePart, whole: Buffer): RemotePart['spans'] {
  if (toLineEnd !== true) return spans;
  const [, end] = spans[spans.length - 1];
  const feed = whole.indexOf('\n', Math.max(0, end - 1));
  return [...spans, [end, feed < 0 ? whole.length : feed + 1]];
}
