import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { openAnchor } from '../../quality/anchor/open-anchor.ts';
import { readProfileFile } from '../profile-file.ts';
import { anchorCorpus } from './anchor-corpus.ts';
import type { AnchorOptions } from './anchor-settings.ts';

const disk = scratch();
let files = 0;

const human = { origin: 'human' };
const row = (i: number) => ({
  id: `e${i}`,
  text: `${'common words here '.repeat(3)} rare${i % 70} word${i}`,
  author: `author ${i % 60}`,
  genre: i % 60 < 50 ? 'news' : 'lore',
  provenance: human,
});
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => row(from + i));

async function anchor(data: readonly object[] | string, options: AnchorOptions = {}, spec = {}) {
  const folder = `in-${files++}`;
  const path = disk.write(join(folder, 'a.jsonl'), typeof data === 'string' ? data : jsonl(data));
  const output = join(path, '..', 'anchor');
  const document = await anchorCorpus({ inputs: [path], groupField: 'author', ...spec }, output, {
    workers: 0,
    ...options,
  });
  return { document, output, path };
}
const read = (output: string, side: string) =>
  readFileSync(join(output, `${side}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReturnType<typeof row>);

describe('anchorCorpus', () => {
  it('never parts a group, loses no example, and writes lines as they stood', async () => {
    const { output, path, document } = await anchor(rows(0, 600), { strata: ['genre'] });
    const [reservoir, holdout] = [read(output, 'reservoir'), read(output, 'holdout')];
    const authors = new Set(holdout.map(({ author }) => author));
    expect(reservoir.some(({ author }) => authors.has(author))).toBe(false);
    expect(authors.size).toBeGreaterThan(2);
    const lines = ['reservoir', 'holdout'].flatMap((side) =>
      readFileSync(join(output, `${side}.jsonl`), 'utf8')
        .trim()
        .split('\n'),
    );
    expect(lines.sort()).toEqual(readFileSync(path, 'utf8').trim().split('\n').sort());
    expect(document.holdout).toMatchObject({ groups: authors.size, examples: holdout.length });
    expect(document.strata.map(({ values }) => values[0])).toEqual(['news', 'lore']);
    expect(document.tails.length).toBeGreaterThan(0);
    expect(readdirSync(output).sort()).toEqual([
      'anchor.json',
      'holdout.jsonl',
      'holdout.near',
      'holdout.profile',
      'reservoir.jsonl',
      'reservoir.profile',
    ]);
    expect(
      (await readProfileFile(join(output, 'holdout.profile'))).tally.examples.reduce((a, b) => a + b),
    ).toBe(holdout.length);
  });

  it('moves no example when data are added, whatever their order', async () => {
    const before = await anchor(rows(0, 300));
    const after = await anchor([...rows(300, 600), ...rows(0, 300)]);
    const held = new Set(read(after.output, 'holdout').map(({ id }) => id));
    for (const { id } of read(before.output, 'holdout')) expect(held.has(id)).toBe(true);
    for (const { id } of read(before.output, 'reservoir')) expect(held.has(id)).toBe(false);
  });

  it('holds a text without a name on its side when lines are put before it', async () => {
    const plain = (from: number, to: number) =>
      rows(from, to).map(({ text, provenance }) => ({ text, provenance }));
    const spec = { groupField: undefined };
    const before = await anchor(plain(0, 100), {}, spec);
    const after = await anchor([...plain(100, 150), ...plain(0, 100)], {}, spec);
    const texts = new Set(read(after.output, 'holdout').map(({ text }) => text));
    for (const { text } of read(before.output, 'holdout')) expect(texts.has(text)).toBe(true);
  });

  it('gives the same files whatever the workers and the cut', async () => {
    const one = await anchor(rows(0, 600), { strata: ['genre'] });
    const two = await anchor(rows(0, 600), { strata: ['genre'], workers: 2, targetBytes: 9000 });
    expect(two.document).toEqual(one.document);
    for (const name of readdirSync(one.output)) {
      expect(readFileSync(join(two.output, name)).equals(readFileSync(join(one.output, name)))).toBe(true);
    }
  });

  it('guards the holdout: its texts may not enter, nor what is nearly one of them', async () => {
    const { output } = await anchor(rows(0, 600));
    const opened = await openAnchor(output);
    const guard = opened.guard();
    for (const example of read(output, 'holdout')) expect(guard.match(example)).toBeDefined();
    expect(guard.match(read(output, 'holdout')[0])).toMatchObject({ exact: true });
    expect(opened.document.guard.entries).toBe(read(output, 'holdout').length);
    expect(
      guard.admits({ text: 'quite another text about something else that nobody has written so far' }),
    ).toBe(true);
  });

  it('does not open an anchor whose guard was changed', async () => {
    const { output } = await anchor(rows(0, 300));
    const path = join(output, 'holdout.near');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(path, bytes);
    await expect(openAnchor(output)).rejects.toMatchObject({ code: 'E_FORMAT', where: path });
    await expect(openAnchor(join(output, '..'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(openAnchor(`${output}x`)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});

describe('anchorCorpus, given what is no human text', () => {
  it('names the first example that is not human, and writes nothing', async () => {
    const data = [...rows(0, 50), { ...row(50), provenance: { origin: 'synthetic' } }];
    for (const workers of [0, 2]) {
      await expect(anchor(data, { workers, targetBytes: 2000 })).rejects.toMatchObject({
        code: 'E_PROVENANCE',
        where: 'a.jsonl:51',
      });
      expect(readdirSync(join(disk.folder, `in-${files - 1}`))).toEqual(['a.jsonl']);
    }
  });

  it('leaves it out on request, and counts it', async () => {
    const data = [
      ...rows(0, 300),
      ...rows(300, 310).map((one) => ({ ...one, provenance: { origin: 'mixed' } })),
    ];
    const { document } = await anchor(data, { leaveOutOthers: true });
    expect(document.leftOut).toEqual({ mixed: 10 });
    expect(document.reservoir.examples + document.holdout.examples).toBe(300);
  });

  it('asks for a word before it takes what nobody vouches for', async () => {
    const data = rows(0, 300).map(({ provenance: _, ...rest }) => rest);
    await expect(anchor(data)).rejects.toMatchObject({ code: 'E_PROVENANCE', hint: /--assume-human/ });
    expect((await anchor(data, { assumeHuman: true })).document.assumedHuman).toBe(300);
  });
});

describe('anchorCorpus, asked for what cannot be', () => {
  it('refuses a share of nothing or of all', async () => {
    for (const holdout of [0, 1, Number.NaN]) {
      await expect(anchor(rows(0, 60), { holdout })).rejects.toMatchObject({
        code: 'E_PARAMETER',
        where: 'holdout',
      });
    }
  });

  it('refuses data of one group, of which a side would be empty', async () => {
    const data = rows(0, 60).map((one) => ({ ...one, author: 'one' }));
    await expect(anchor(data)).rejects.toMatchObject({ code: 'E_EMPTY', hint: /--group-field/ });
    expect(readdirSync(join(disk.folder, `in-${files - 1}`))).toEqual(['a.jsonl']);
  });

  it('refuses to thaw a holdout: another salt or share over an anchor that stands', async () => {
    const { output, path } = await anchor(rows(0, 300));
    const again = (options: AnchorOptions) =>
      anchorCorpus({ inputs: [path], groupField: 'author' }, output, options);
    await expect(again({})).rejects.toMatchObject({ code: 'E_WRITE' });
    await expect(again({ replace: true, salt: 'x' })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(again({ replace: true, holdout: 0.3 })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(again({ replace: true, strata: ['genre'] })).resolves.toMatchObject({
      schema: 'outcross.anchor/1',
    });
  });

  it('refuses to write over what it reads', async () => {
    const path = disk.write('self/in/a.jsonl', jsonl(rows(0, 60)));
    const folder = join(path, '..');
    const running = anchorCorpus({ inputs: [folder] }, folder, { replace: true });
    await expect(running).rejects.toMatchObject({ code: 'E_USAGE' });
  });
});
