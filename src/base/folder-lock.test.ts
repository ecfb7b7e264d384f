import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { lockFolder } from './folder-lock.ts';
import { processStart } from './process-start.ts';

const disk = scratch();
let folders = 0;
const takeLock = (path: string) => lockFolder(path, 'works in');

function folder(): string {
  const path = join(disk.folder, `f${folders++}`);
  mkdirSync(path);
  return path;
}

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

describe('lockFolder', () => {
  it('lets one have the folder, and the next one after its release', async () => {
    const path = folder();
    const lock = await takeLock(path);
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'E_LOCKED', where: path });
    await lock.release();
    await (await takeLock(path)).release();
    await (await takeLock(path)).release();
    expect(readdirSync(path)).toEqual(['lock.3']);
  });

  it('lets exactly one of many that try at once have it', async () => {
    const path = folder();
    for (let round = 0; round < 20; round++) {
      const tried = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)));
      const held = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(held).toHaveLength(1);
      for (const one of tried) {
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'E_LOCKED' });
      }
      await held[0].release();
    }
  });

  it('passes over a holder that was killed', async () => {
    const path = folder();
    writeFileSync(join(path, 'lock.7'), JSON.stringify({ pid: await deadProcess(), host: hostname() }));
    await takeLock(path);
    expect(readdirSync(path)).toEqual(['lock.8']);
    expect(JSON.parse(readFileSync(join(path, 'lock.8'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it.runIf(process.platform === 'linux')(
    'passes over a holder whose id another process has now',
    async () => {
      const path = folder();
      const holder = { pid: process.ppid, start: '1', host: hostname() };
      writeFileSync(join(path, 'lock.1'), JSON.stringify(holder));
      expect(processStart(process.ppid)).not.toBe('1');
      await takeLock(path);
    },
  );

  it('does not guess about a holder on another machine, and says how to end the wait', async () => {
    const path = folder();
    writeFileSync(join(path, 'lock.1'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(takeLock(path)).rejects.toMatchObject({
      code: 'E_LOCKED',
      hint: `Wait until it ends. If it no longer runs, remove ${join(path, 'lock.1')}.`,
    });
  });

  it('is not held by a file that was damaged', async () => {
    const path = folder();
    writeFileSync(join(path, 'lock.1'), 'not json');
    await takeLock(path);
  });
});
