import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { CommandEnd } from './command.ts';
import { commandError, lastLines } from './command-failure.ts';

const disk = scratch();
let logs = 0;
const log = (text: string | Uint8Array) => disk.write(`${logs++}.log`, text);

const END: CommandEnd = { status: 1, signal: null, timedOut: false, stopped: false, logStart: 0 };

async function failed(end: Partial<CommandEnd>, said = 'why\n', timeoutMs?: number) {
  const path = log(said);
  const error = await commandError({
    end: { ...END, ...end },
    what: 'train of generation 2',
    log: path,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return { error, path };
}

describe('commandError', () => {
  it.each([
    [{ status: 2 }, 'train of generation 2 ended with exit status 2: why', ''],
    [{ status: 127 }, 'ended with exit status 127: why', 'did not find the program'],
    [{ status: 126 }, 'ended with exit status 126: why', 'chmod +x'],
    [{ status: 137 }, 'exit status 137: signal 9 killed it: why', 'out of memory'],
    [{ status: 139 }, 'exit status 139: signal 11 killed it: why', ''],
    [{ status: 128 }, 'ended with exit status 128: why', ''],
    [{ status: 255 }, 'ended with exit status 255: why', ''],
    [{ status: null, signal: 'SIGKILL' as const }, 'was killed by SIGKILL: why', 'out of memory'],
    [{ status: null, signal: 'SIGSEGV' as const }, 'was killed by SIGSEGV: why', ''],
  ])('says how it ended and what that may mean: %o', async (end, message, hint) => {
    const { error, path } = await failed(end);
    expect(error).toMatchObject({ code: 'E_COMMAND', where: path });
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(error.hint).toContain(`All that it said is in ${path}.`);
  });

  it('says first that its time was over, however it ended then', async () => {
    const { error } = await failed({ timedOut: true, status: null, signal: 'SIGKILL' }, 'x\n', 1500);
    expect(error.message).toBe('train of generation 2 ran longer than 1.5 s and was stopped: x');
    expect(error.hint).toMatch(/^Give it more time with timeout\. /);
  });

  it('bears a command that said nothing, and a log that is gone', async () => {
    expect((await failed({}, '\n \n')).error).toMatchObject({
      message: expect.stringContaining('status 1: it said nothing'),
      lastLines: [],
    });
    const gone = await commandError({ end: END, what: 'x', log: '/none/such.log' });
    expect(gone.message).toBe('x ended with exit status 1: it said nothing');
  });

  it('passes over what an attempt before had said', async () => {
    const { error } = await failed({ logStart: 4 }, 'old\nnew\n');
    expect(error.lastLines).toEqual(['new']);
  });
});

describe('lastLines', () => {
  it('is empty for an empty log, and for one that became shorter than it was', async () => {
    expect(await lastLines(log(''))).toEqual([]);
    expect(await lastLines(log('abc\n'), 100)).toEqual([]);
  });

  it('gives all lines in order where there are few, without blank ones', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '🌳', ' ', '.'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
        const said = lines.map((text) => text.trimEnd()).filter((text) => text !== '');
        expect(await lastLines(log(lines.join('\n')))).toEqual(said);
      }),
      { numRuns: 30 },
    );
  });

  it('reads the end of a log of megabytes, cut in the middle of a letter', async () => {
    const lines = await lastLines(log(Buffer.from('漢'.repeat(500_000))), 1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toHaveLength(503);
  });

  it('bears bytes that are no text', async () => {
    const [line] = await lastLines(log(Uint8Array.of(0xff, 0xfe, 0x41, 0x0a)));
    expect(line.endsWith('A')).toBe(true);
  });
});
