import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type CommandRun, runCommand } from './command.ts';
import { lastLines } from './command-failure.ts';

const disk = scratch();
let logs = 0;

function run(command: string, options: Partial<CommandRun> = {}): CommandRun {
  const log = join(disk.folder, `${logs++}.log`);
  return { command, cwd: disk.folder, env: process.env, log, graceMs: 50, onStart: () => {}, ...options };
}

describe('runCommand', () => {
  it('runs in the folder and environment given, and writes all that is said to the log', async () => {
    const given = run('pwd; echo "$A" >&2; cat', { env: { ...process.env, A: 'b c' } });
    expect(await runCommand(given)).toMatchObject({
      status: 0,
      signal: null,
      timedOut: false,
      stopped: false,
    });
    expect(readFileSync(given.log, 'utf8')).toBe(`$ pwd; echo "$A" >&2; cat\n${disk.folder}\nb c\n`);
  });

  it('tells the group before the command begins, and begins not where it cannot be noted', async () => {
    const trace = join(disk.folder, 'trace');
    const given = run(`cat '${trace}' > '${trace}.seen'`, {
      onStart: (group) => writeFileSync(trace, String(group)),
    });
    await runCommand(given);
    expect(Number(readFileSync(`${trace}.seen`, 'utf8'))).toBeGreaterThan(1);
  });

  it('appends to the log of an attempt before, and says where its own part begins', async () => {
    const given = run('echo one');
    await runCommand(given);
    const { logStart } = await runCommand({ ...given, command: 'echo two' });
    expect(await lastLines(given.log, logStart)).toEqual(['two']);
    expect(await lastLines(given.log)).toEqual(['$ echo one', 'one', '$ echo two', 'two']);
  });

  it('gives the status, or the signal', async () => {
    expect(await runCommand(run('exit 7'))).toMatchObject({ status: 7, signal: null });
    expect(await runCommand(run('kill -TERM $$'))).toMatchObject({ status: null, signal: 'SIGTERM' });
  });

  it('ends the whole group when its time is over', async () => {
    const end = await runCommand(run('sleep 30 & sleep 30', { timeoutMs: 100 }));
    expect(end).toMatchObject({ timedOut: true, stopped: false });
  });

  it('is stopped before it does anything by a signal that was given already', async () => {
    const end = await runCommand(run('sleep 30', { signal: AbortSignal.abort() }));
    expect(end.stopped).toBe(true);
  });

  it('kills at once when hurried, however long the patience', async () => {
    const hurry = new AbortController();
    const given = run("trap '' INT; while :; do sleep 0.02; done", { hurry: hurry.signal, graceMs: 60_000 });
    const end = runCommand({ ...given, onStart: () => setTimeout(() => hurry.abort(), 50) });
    expect(await end).toMatchObject({ stopped: true, signal: 'SIGKILL' });
  });

  it('says where it could not be started', async () => {
    await expect(runCommand(run('true', { cwd: join(disk.folder, 'gone') }))).rejects.toMatchObject({
      code: 'E_COMMAND',
      where: join(disk.folder, 'gone'),
    });
    await expect(runCommand(run('true', { log: join(disk.folder, 'gone/a.log') }))).rejects.toMatchObject({
      code: 'E_WRITE',
    });
  });
});

describe('lastLines', () => {
  it('gives the last of many, cut where they are long', async () => {
    const log = disk.write(
      'many.log',
      `${Array.from({ length: 9000 }, (_, i) => `line ${i}`).join('\n')}\n${'x'.repeat(900)}`,
    );
    const lines = await lastLines(log, 0, 3);
    expect(lines.slice(0, 2)).toEqual(['line 8998', 'line 8999']);
    expect(lines[2]).toBe(`${'x'.repeat(500)}...`);
  });

  it('shows the last state of a progress bar', async () => {
    expect(await lastLines(disk.write('bar.log', '10%\r50%\r100%\r\ndone\n'))).toEqual(['100%', 'done']);
  });
});
