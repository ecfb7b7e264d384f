import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { scenarioOf } from '../scenarios/catalogue.ts';
import { RunFolder } from './run-folder.ts';
import { settle } from './settings.ts';

const disk = scratch();
const settings = settle(scenarioOf('gaussian'), {});
const at = (name: string) => join(disk.folder, name);

describe('a run folder', () => {
  it('keeps a finished replicate, and gives it back', async () => {
    const folder = await RunFolder.open(at('a/b/c'), settings, false);
    const track = { values: [{ x: 0.1 + 0.2 }], verdicts: ['early'] };
    expect(await folder.track('one')).toBeUndefined();
    writeFileSync(folder.checkpoint('one'), 'x');
    await folder.keep('one', track);
    expect(await folder.track('one')).toEqual(track);
    expect(existsSync(folder.checkpoint('one'))).toBe(false);
    await folder.close();
  });

  it('takes a damaged replicate for one that is not finished', async () => {
    const folder = await RunFolder.open(at('damaged'), settings, false);
    await folder.keep('one', { values: [] });
    writeFileSync(join(at('damaged'), 'replicates', 'one.json'), '{"val');
    expect(await folder.track('one')).toBeUndefined();
    await folder.close();
  });

  it('is taken up with the same settings, and refuses others by name', async () => {
    await (await RunFolder.open(at('same'), settings, false)).close();
    await (await RunFolder.open(at('same'), settings, true)).close();
    await expect(RunFolder.open(at('same'), { ...settings, samples: 7 }, true)).rejects.toMatchObject({
      code: 'E_OPTION',
      message: expect.stringContaining('samples is 100 there, not 7'),
    });
    await expect(RunFolder.open(at('same'), { ...settings, real: 0.5 }, true)).rejects.toMatchObject({
      message: expect.stringContaining('real is nothing there, not 0.5'),
    });
    // A refusal holds nothing.
    await (await RunFolder.open(at('same'), settings, true)).close();
  });

  it('is not begun over a run, nor over anything else', async () => {
    await (await RunFolder.open(at('run'), settings, false)).close();
    await expect(RunFolder.open(at('run'), settings, false)).rejects.toMatchObject({
      code: 'E_OPTION',
      hint: expect.stringContaining('--resume'),
    });
    mkdirSync(at('other'));
    writeFileSync(join(at('other'), 'thesis.tex'), 'x');
    await expect(RunFolder.open(at('other'), settings, false)).rejects.toMatchObject({ code: 'E_OPTION' });
    writeFileSync(at('file'), 'x');
    await expect(RunFolder.open(at('file'), settings, false)).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(readFileSync(at('file'), 'utf8')).toBe('x');
  });

  it('cannot be resumed where nothing was begun', async () => {
    await expect(RunFolder.open(at('nothing'), settings, true)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    expect(existsSync(at('nothing'))).toBe(false);
  });

  it('is held by one at a time', async () => {
    const folder = await RunFolder.open(at('held'), settings, false);
    await expect(RunFolder.open(at('held'), settings, true)).rejects.toMatchObject({ code: 'E_LOCKED' });
    await folder.close();
  });

  it('says that settings are damaged', async () => {
    mkdirSync(at('broken'));
    writeFileSync(join(at('broken'), 'settings.json'), '{');
    await expect(RunFolder.open(at('broken'), settings, true)).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});
