import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { ScoreSink } from './score-sink.ts';

const disk = scratch();
const block = (...lines: readonly string[]) => {
  let end = 0;
  return {
    bytes: new Uint8Array(Buffer.from(lines.join(''))),
    ends: Uint32Array.from(lines, (line) => (end += Buffer.byteLength(line))),
  };
};
const place = (name: string) => {
  const folder = join(disk.folder, name);
  mkdirSync(folder);
  return { folder, path: join(folder, 'scores.jsonl') };
};

describe('ScoreSink', () => {
  it('writes its blocks one after the other, and says what the file holds', async () => {
    const { folder, path } = place('whole');
    const sink = await ScoreSink.open(path);
    await sink.write(block('{"é":1}\n', '{}\n'));
    await sink.write(block());
    await sink.write(block('{"last":1}\n'));
    await sink.stage();
    const text = '{"é":1}\n{}\n{"last":1}\n';
    expect(await sink.commit()).toEqual({
      records: 3,
      files: [
        {
          path,
          name: path,
          bytes: Buffer.byteLength(text),
          sha256: createHash('sha256').update(text).digest('hex'),
          records: 3,
        },
      ],
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['scores.jsonl']);
  });

  it('shows nothing of a file before it is whole', async () => {
    const { path } = place('hidden');
    const sink = await ScoreSink.open(path);
    await sink.write(block('{}\n'));
    expect(existsSync(path)).toBe(false);
    await sink.abort();
  });

  it('leaves what stood there, and nothing beside it, when it is given up', async () => {
    const { folder, path } = place('kept');
    disk.write('kept/scores.jsonl', 'before\n');
    const sink = await ScoreSink.open(path);
    await sink.write(block('{}\n'));
    await sink.stage();
    await sink.abort();
    expect(readFileSync(path, 'utf8')).toBe('before\n');
    expect(readdirSync(folder)).toEqual(['scores.jsonl']);
  });

  it('makes an empty file of no lines', async () => {
    const { path } = place('empty');
    const sink = await ScoreSink.open(path);
    await sink.stage();
    expect(await sink.commit()).toMatchObject({ records: 0, files: [{ bytes: 0 }] });
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('says that it cannot write below what is a file', async () => {
    const file = disk.write('file', 'x');
    const opened = ScoreSink.open(join(file, 'scores.jsonl'));
    await expect(opened).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
