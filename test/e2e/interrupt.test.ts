import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { ended, outcross, start } from './outcross.ts';

const disk = scratch();
const LINES = `${JSON.stringify({ text: 'the same line again and again' })}\n`.repeat(2000);

/** Feeds standard input until the program has taken so much of it that it must be reading. */
async function feed(child: ChildProcessWithoutNullStreams): Promise<void> {
  for (let taken = 0; taken < 20; taken++) if (!child.stdin.write(LINES)) await once(child.stdin, 'drain');
}

/** Resolves when the program says that it was interrupted. */
async function saidSo(child: ChildProcessWithoutNullStreams): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('E_INTERRUPTED')) await once(child.stderr, 'data');
}

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops a run that reads (%s), leaves no file and says so',
    async (signal) => {
      const cwd = mkdtempSync(join(disk.folder, signal));
      const child = start(['profile', '-', '-o', 'x.profile', '--quarantine', 'q.jsonl'], { cwd });
      const end = ended(child);
      child.stdin.write('a malformed row\n');
      await feed(child);
      child.kill(signal);
      const { status, stdout, stderr } = await end;
      expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
      expect(stderr).toContain('error [E_INTERRUPTED] interrupted: x.profile was not written\n');
      expect(stderr).toContain('hint: Run the same command again.');
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  it('stops workers in the middle of a large file', async () => {
    const big = disk.write('big/a.jsonl', LINES.repeat(300));
    const cwd = join(disk.folder, 'big');
    const pipe = join(cwd, 'pipe');
    rmSync(pipe, { force: true });
    execFileSync('mkfifo', [pipe]);
    const args = ['profile', pipe, big, '-o', 'x.profile', '--format', 'jsonl', '--workers', '2'];
    const child = start(args, { cwd });
    const end = ended(child);
    // Opening the pipe waits for the worker that reads it: the run is under way, and cannot end before the pipe does.
    const writer = await open(pipe, 'w');
    const said = saidSo(child);
    child.kill('SIGINT');
    await said;
    await writer.close();
    expect((await end).status).toBe(130);
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonl', 'pipe']);
  });

  it('keeps the profile of an earlier run', async () => {
    const cwd = join(disk.write('keep/a.jsonl', LINES), '..');
    await outcross(['profile', 'a.jsonl', '-o', 'x.profile'], { cwd });
    const before = readFileSync(join(cwd, 'x.profile'));
    const child = start(['profile', '-', '-o', 'x.profile'], { cwd });
    const end = ended(child);
    await feed(child);
    child.kill('SIGINT');
    expect((await end).status).toBe(130);
    expect(readFileSync(join(cwd, 'x.profile')).equals(before)).toBe(true);
    expect(readdirSync(cwd)).toEqual(['a.jsonl', 'x.profile']);
  });
});
