import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isRunning, isThere, processStart, processStat } from './process-start.ts';

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** A process that waits, once it has said something; `said` is that. */
async function waiting(command: string, args: readonly string[], detached = false) {
  const child = spawn(command, args, { detached, stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, pid: child.pid!, said: said.toString().trim() };
}

const WAIT = 'echo ready; exec cat';

async function dead(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}

/** Beyond any process id that Linux gives (PID_MAX_LIMIT is 2^22). */
const NEVER = 2 ** 22 + 1;

describe.runIf(process.platform === 'linux')('processStat', () => {
  it('tells the same start for this process again and again', () => {
    const start = processStart(process.pid);
    expect(start).toMatch(/^\d+$/);
    expect(processStart(process.pid)).toBe(start);
    expect(processStat(process.pid)).toMatchObject({ start });
    expect(Number(start)).toBeGreaterThanOrEqual(Number(processStart(process.ppid) ?? 0));
  });

  it('has no say of a process that is not', async () => {
    expect(processStat(await dead())).toBeUndefined();
    for (const none of [NEVER, -1, 0, Number.NaN, 1.5]) expect(processStart(none)).toBeUndefined();
  });

  it('is not misled by a name with brackets, spaces and figures', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outcross-process-'));
    try {
      const script = join(folder, 'a) Z 9 9 (b');
      writeFileSync(script, '#!/bin/sh\necho ready\nread line\n');
      chmodSync(script, 0o755);
      const { pid } = await waiting(script, [], true);
      const stat = processStat(pid)!;
      expect(stat.state).toMatch(/^[RSD]$/);
      expect(stat.group).toBe(pid);
      expect(Number(stat.start)).toBeGreaterThanOrEqual(Number(processStart(process.pid)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('tells the group: of a child that of its parent, unless it has one of its own', async () => {
    const { pid } = await waiting('sh', ['-c', WAIT]);
    expect(processStat(pid)!.group).toBe(processStat(process.pid)!.group);
    const own = await waiting('sh', ['-c', WAIT], true);
    expect(processStat(own.pid)!.group).toBe(own.pid);
    expect(isThere(-own.pid)).toBe(true);
    expect(isThere(-pid)).toBe(false);
  });

  it('counts a process that has ended, and that nobody has asked about, as one that runs no more', async () => {
    // The shell turns into a program that never asks after its child.
    const { said } = await waiting('sh', ['-c', 'sleep 0.5 & echo $!; exec cat']);
    const pid = Number(said);
    await expect.poll(() => processStat(pid)?.state, { timeout: 30_000 }).toBe('Z');
    expect(isThere(pid)).toBe(true);
    expect(isRunning(pid, processStart(pid))).toBe(false);
    expect(isRunning(pid, undefined)).toBe(false);
  });

  it('tells a process from an earlier one of the same number', () => {
    expect(isRunning(process.pid, processStart(process.pid))).toBe(true);
    expect(isRunning(process.pid, '1')).toBe(false);
  });
});

describe('isThere', () => {
  it('knows this process, one of another user, and none', async () => {
    expect(isThere(process.pid)).toBe(true);
    // The first process belongs to the system: to signal it may be refused, which shows that it is there.
    expect(isThere(1)).toBe(true);
    expect(isThere(await dead())).toBe(false);
    for (const none of [NEVER, Number.NaN, 1.5]) expect(isThere(none)).toBe(false);
  });
});

describe('isRunning', () => {
  it('asks for the number alone where no start was noted', async () => {
    expect(isRunning(process.pid, undefined)).toBe(true);
    expect(isRunning(await dead(), undefined)).toBe(false);
  });

  it('ends with the process', async () => {
    const { child, pid } = await waiting('sh', ['-c', WAIT]);
    const start = processStart(pid);
    expect(isRunning(pid, start)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(pid, start)).toBe(false);
  });
});
