import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openWorkspace, workspaceSchema } from '../workspace.ts';
import { initWorkspace, requireNoConfig } from './init.ts';

const disk = scratch();
const answers = { line: 'a', human: 'h.jsonl', generations: 'g*.jsonl' };

describe('initWorkspace', () => {
  it('makes a folder a workspace that opens', async () => {
    const folder = join(disk.folder, 'new', 'deep');
    await initWorkspace(folder, answers);
    const workspace = await openWorkspace(folder);
    expect(workspace.config).toMatchObject(answers);
    expect(readdirSync(join(folder, '.outcross')).sort()).toEqual(['.gitignore', 'outcross.schema.json']);
    expect(JSON.parse(readFileSync(join(folder, '.outcross', 'outcross.schema.json'), 'utf8'))).toEqual(
      workspaceSchema(),
    );
  });

  it('keeps what is remembered to its owner, and out of version control', async () => {
    const folder = join(disk.folder, 'private');
    await initWorkspace(folder, answers);
    expect(statSync(join(folder, '.outcross')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, '.outcross', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('writes over a configuration only where it is told to', async () => {
    const folder = join(disk.folder, 'old');
    await initWorkspace(folder, answers);
    writeFileSync(join(folder, 'outcross.yaml'), 'line: mine\n');
    await expect(initWorkspace(folder, answers)).rejects.toMatchObject({
      code: 'E_WRITE',
      hint: expect.stringContaining('--force'),
    });
    await expect(requireNoConfig(folder, {})).rejects.toMatchObject({ code: 'E_WRITE' });
    expect((await openWorkspace(folder)).config).toEqual({ line: 'mine' });
    await initWorkspace(folder, answers, { force: true });
    expect((await openWorkspace(folder)).config.line).toBe('a');
  });

  it('says where it could not make its folder', async () => {
    const file = disk.write('plain', '');
    await expect(initWorkspace(join(file, 'inside'), answers)).rejects.toMatchObject({ code: 'E_WRITE' });
  });
});
