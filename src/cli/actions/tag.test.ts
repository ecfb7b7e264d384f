import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { hiddenIn } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const tag = (...args: string[]) => ran(['tag', '--no-config', ...args]);
const rows = (n: number, more: object = {}) =>
  jsonl(Array.from({ length: n }, (_, i) => ({ id: `r${i}`, text: `text ${i}`, ...more })));

describe('outcross tag', () => {
  it('prints one document with --json, with every count', async () => {
    const input = disk.write('one.jsonl', rows(3));
    const { status, out, err } = await tag(input, '--origin', 'human', '-o', at('one-out.jsonl'), '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      schema: 'outcross.tag/1',
      records: 3,
      changed: 3,
      replaced: 0,
      conflicts: 0,
      untagged: 0,
      malformed: 0,
      files: [{ path: at('one-out.jsonl'), records: 3 }],
    });
  });

  it('names five rows that state something else, counts the rest, and fails the gate', async () => {
    const input = disk.write('said.jsonl', rows(9, { provenance: { origin: 'synthetic' } }));
    const { status, err } = await tag(input, '--origin', 'human', '-o', at('said-out.jsonl'));
    expect(status).toBe(1);
    expect(err).toMatch(/^conflict 9 rows state something else and were written unchanged\. See them all /);
    expect(err.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(6);
    expect(err).toMatch(/\n {2}and 4 more\n$/);
    expect(readFileSync(at('said-out.jsonl'), 'utf8')).toBe(readFileSync(input, 'utf8'));
  });

  it('says of one row that it is one', async () => {
    const input = disk.write('single.jsonl', rows(1, { provenance: { origin: 'synthetic' } }));
    const { err } = await tag(input, '--origin', 'human', '-o', at('single-out.jsonl'));
    expect(err).toMatch(/^conflict 1 row states something else and was written unchanged\./);
    expect(err).not.toContain('more\n');
  });

  it('passes over nothing that states the same', async () => {
    const input = disk.write('same.jsonl', rows(4, { provenance: { origin: 'human' } }));
    const { status, err } = await tag(input, '--origin', 'human', '-o', at('same-out.jsonl'));
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('says how many stated something else where they were overwritten', async () => {
    const input = disk.write('over.jsonl', rows(2, { provenance: { origin: 'synthetic' } }));
    const { status, out } = await tag(input, '--origin', 'human', '--overwrite', '-o', at('over-out.jsonl'));
    expect(status).toBe(0);
    expect(out).toMatch(/: 2 of 2 examples tagged\n {2}2 of them had stated something else\n$/);
  });

  it('puts conflicts and malformed rows into files of their own, and says where', async () => {
    const input = disk.write(
      'both.jsonl',
      `${rows(2, { provenance: { origin: 'synthetic' } })}no row at all\n`,
    );
    const { err } = await tag(
      ...[input, '--origin', 'human', '-o', at('both-out.jsonl')],
      ...['--conflicts', at('c.jsonl'), '--quarantine', at('q.jsonl')],
    );
    expect(err).toContain(`They are in ${at('c.jsonl')}.`);
    expect(err).toContain(`They are in ${at('q.jsonl')}.`);
    expect(readFileSync(at('c.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
    expect(readFileSync(at('q.jsonl'), 'utf8')).toContain('no row at all');
  });

  it('lets neither the name of a file nor an id drive the terminal', async () => {
    const id = '\u001b[2J\u202e';
    const input = disk.write(
      'hostile.jsonl',
      jsonl([{ id, text: 'a', provenance: { origin: 'synthetic' } }]),
    );
    const conflicts = at('\u001b]0;x\u0007.jsonl');
    const { out, err } = await tag(
      ...[input, '--origin', 'human', '-o', at('hostile-\u202eout.jsonl'), '--conflicts', conflicts],
    );
    expect(hiddenIn(out + err)).toEqual([]);
    expect(err).toContain('[U+001B]]0;x[U+0007].jsonl');
  });

  it.each([
    [['--origin', 'human', '--strict', '--quarantine', 'q.jsonl'], 'E_USAGE'],
    [['--origin', 'robot'], 'E_PROVENANCE'],
    [[], 'E_USAGE'],
  ])('writes nothing under options that make no sense: %j', async (options, code) => {
    const input = disk.write('sound.jsonl', rows(1));
    const { status, out, err } = await tag(input, ...options, '-o', at('none.jsonl'));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(new RegExp(`^error \\[${code}\\] `));
    expect(existsSync(at('none.jsonl'))).toBe(false);
  });

  it('never writes conflicts over the corpus, the output or the quarantine', async () => {
    const input = disk.write('mine.jsonl', rows(1));
    for (const path of [input, at('mine-out.jsonl')]) {
      const { status, err } = await tag(
        ...[input, '--origin', 'human', '-o', at('mine-out.jsonl'), '--conflicts', path],
      );
      expect(status).toBe(2);
      expect(err).toContain('--conflicts names');
    }
    expect(readFileSync(input, 'utf8')).toBe(rows(1));
  });

  it('says which file was not written where it was interrupted', async () => {
    const input = disk.write('stopped.jsonl', rows(1));
    const args = ['tag', '--no-config', input, '--origin', 'human', '-o', at('stopped-out.jsonl')];
    const { status, err } = await ran(args, { prepare: ({ interrupt }) => interrupt() });
    expect(status).toBe(130);
    expect(err).toContain(`interrupted: ${at('stopped-out.jsonl')} was not written`);
    expect(existsSync(at('stopped-out.jsonl'))).toBe(false);
  });
});
