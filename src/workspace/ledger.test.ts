import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openWorkspace } from '../workspace.ts';
import { lineName, openLedgerOf, recordsFacts } from './ledger.ts';

const disk = scratch();

function folder(name: string, yaml?: string): string {
  const path = join(disk.folder, name);
  mkdirSync(path, { recursive: true });
  if (yaml !== undefined) disk.write(join(name, 'outcross.yaml'), yaml);
  return path;
}

describe('openLedgerOf', () => {
  it('opens the ledger beside outcross.yaml, from below it too', async () => {
    const root = folder('root', 'line: demo');
    const workspace = await openWorkspace(folder('root/deep/er'));
    await expect(openLedgerOf(workspace)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await (await openLedgerOf(workspace, { create: true })).close();
    expect(existsSync(join(root, '.outcross/ledger.sqlite'))).toBe(true);
    const store = await openLedgerOf(workspace);
    expect(store.place).toBe(join(root, '.outcross/ledger.sqlite'));
    await store.close();
  });

  it('opens the one that outcross.yaml names, and before it the one that is given', async () => {
    const root = folder('named', 'ledger: facts/own.sqlite');
    const workspace = await openWorkspace(root);
    const own = await openLedgerOf(workspace, { create: true });
    expect(own.place).toBe(join(root, 'facts/own.sqlite'));
    const given = join(disk.folder, 'given.sqlite');
    const other = await openLedgerOf(workspace, { ledger: given, create: true });
    expect(other.place).toBe(given);
    for (const store of [own, other]) await store.close();
  });
});

describe('recordsFacts', () => {
  it('holds where there is an outcross.yaml or a folder .outcross', async () => {
    const bare = await openWorkspace(folder('bare'));
    expect(await recordsFacts(bare)).toBe(false);
    disk.write('file/.outcross', 'no folder');
    expect(await recordsFacts(await openWorkspace(join(disk.folder, 'file')))).toBe(false);
    folder('dotted/.outcross');
    expect(await recordsFacts(await openWorkspace(join(disk.folder, 'dotted')))).toBe(true);
    expect(await recordsFacts(await openWorkspace(folder('root', 'line: demo')))).toBe(true);
  });
});

describe('lineName', () => {
  it('is what outcross.yaml says, else the name of the folder', async () => {
    expect(lineName(await openWorkspace(folder('root', 'line: demo')))).toBe('demo');
    expect(lineName(await openWorkspace(folder('poems')))).toBe('poems');
    expect(lineName({ folder: '/', config: {} })).toBe('line');
  });
});
