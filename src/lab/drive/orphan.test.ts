import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, isThere, processStart } from '../../base/process-start.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { DRIVE_VARIABLE, endOrphans, forgetRunning, noteRunning } from './orphan.ts';

const disk = scratch();
const note = join(disk.folder, 'running.json');

/** A process group that sleeps, with a child of its own. */
async function sleeper(drive: string, script = 'sleep 60 & echo up; wait'): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', script], {
    detached: true,
    env: { ...process.env, [DRIVE_VARIABLE]: drive },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(child.stdout!, 'data');
  return child;
}

describe.runIf(process.platform === 'linux')('endOrphans', () => {
  it('ends the whole group that was noted, and forgets it', async () => {
    const child = await sleeper('/d');
    noteRunning(note, child.pid!, '/d');
    const end = once(child, 'exit');
    expect(await endOrphans(note, 2000)).toBe(true);
    await end;
    expect(existsSync(note)).toBe(false);
    // Looked for again, there is nobody.
    noteRunning(note, child.pid!, '/d');
    expect(await endOrphans(note, 2000)).toBe(false);
  });

  it('kills what does not listen', async () => {
    const child = await sleeper('/d', "trap '' TERM; echo up; while :; do sleep 0.05; done");
    noteRunning(note, child.pid!, '/d');
    const end = once(child, 'exit');
    expect(await endOrphans(note, 100)).toBe(true);
    expect((await end)[1]).toBe('SIGKILL');
  });

  it('finds members of a group whose leader has ended', async () => {
    const child = await sleeper('/d', '(trap "" HUP; echo up; sleep 60) & read go');
    noteRunning(note, child.pid!, '/d');
    child.stdin!.end('go\n');
    await once(child, 'exit');
    expect(isThere(-child.pid!)).toBe(true);
    expect(await endOrphans(note, 2000)).toBe(true);
    noteRunning(note, child.pid!, '/d');
    expect(await endOrphans(note, 2000)).toBe(false);
  });

  it('leaves a group alone that is not of this drive, though it has the number', async () => {
    const child = await sleeper('/other');
    noteRunning(note, child.pid!, '/d');
    expect(await endOrphans(note, 100)).toBe(false);
    expect(isRunning(child.pid!, processStart(child.pid!))).toBe(true);
    process.kill(-child.pid!, 'SIGKILL');
  });

  it('finds nothing where nothing was noted, or half a note', async () => {
    expect(await endOrphans(note, 100)).toBe(false);
    writeFileSync(note, '{"group": 1');
    expect(await endOrphans(note, 100)).toBe(false);
    forgetRunning(note);
  });
});

describe.runIf(process.platform === 'linux')('isRunning', () => {
  it('tells a process from another that has its number', () => {
    expect(isRunning(process.pid, processStart(process.pid))).toBe(true);
    expect(isRunning(process.pid, '1')).toBe(false);
  });
});
