import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openWorkspace } from '../workspace.ts';
import { NAMED_LEDGER, namedLedger, namingLedger, withLedger } from './named-ledger.ts';

const disk = scratch();
const folder = (name: string) => {
  const made = join(disk.folder, name);
  mkdirSync(made);
  writeFileSync(join(made, 'outcross.yaml'), 'line: x\nledger: own.sqlite\n');
  return made;
};

it('wins over the file of the folder that it names, and of no other', async () => {
  const [one, other] = [folder('one'), folder('other')];
  const environment = namingLedger(one, 'postgres://zoe:secret@db/line');
  expect((await openWorkspace(one, undefined, environment)).config.ledger).toBe(
    'postgres://zoe:secret@db/line',
  );
  expect((await openWorkspace(other, undefined, environment)).config.ledger).toBe('own.sqlite');
  expect((await openWorkspace(one, undefined, {})).config.ledger).toBe('own.sqlite');
});

it('knows the folder by another way that leads there', async () => {
  const real = folder('real');
  const link = join(disk.folder, 'link');
  symlinkSync(real, link);
  expect(await namedLedger(real, namingLedger(link, 'a.sqlite'))).toEqual({ ledger: join(link, 'a.sqlite') });
});

it('names the usual ledger too, so that a file that is edited meanwhile changes nothing', async () => {
  const one = folder('usual');
  expect(await namedLedger(one, namingLedger(one, undefined))).toEqual({
    ledger: join(one, '.outcross/ledger.sqlite'),
  });
});

it('serves a folder without a configuration', async () => {
  const bare = join(disk.folder, 'bare');
  mkdirSync(bare);
  const { file, config } = await openWorkspace(bare, undefined, namingLedger(bare, 'b.sqlite'));
  // A folder above may have a configuration; what is named is named for this one.
  expect([file === undefined ? config.ledger : 'above', join(bare, 'b.sqlite')]).toContain(
    join(bare, 'b.sqlite'),
  );
});

it.each(['', 'x', '{}', '[]', '[1]', '{"folder": 1, "ledger": "a"}'])(
  'is nothing where it says %j',
  async (text) => {
    expect(await namedLedger(disk.folder, { [NAMED_LEDGER]: text })).toEqual({});
  },
);

it('is a file as the working folder sees it, where an option names one', () => {
  const workspace = { folder: '/w', config: { line: 'x' } };
  expect(withLedger(workspace, 'l.sqlite').config).toEqual({ line: 'x', ledger: resolve('l.sqlite') });
  expect(withLedger(workspace, 'postgres://db/x').config).toEqual({ line: 'x', ledger: 'postgres://db/x' });
  expect(withLedger(workspace, undefined)).toBe(workspace);
});
