import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const write = (name: string, data: string) => disk.write(join(`run-${folders - 1}`, name), data);
const run = (...args: string[]) => outcross(args, { cwd });

const ROWS = [
  { text: 'one two', provenance: { origin: 'human', source: 'press', license: 'CC0' } },
  { text: 'one two', provenance: { origin: 'synthetic', source: 'api', model: 'm1', generation: 1 } },
  { text: 'one two', provenance: { origin: 'synthetic', source: 'api', model: 'm2', generation: 2 } },
  { text: 'one two' },
];

describe('outcross inventory', () => {
  it('prints the ledger by every key, and what is unknown', async () => {
    write('a.jsonl', `${jsonl(ROWS)}broken\n`);
    const { status, stdout, stderr } = await run('inventory', 'a.jsonl');
    expect(status).toBe(0);
    expect(stdout).toContain('4 examples, 12 tokens, 28 characters');
    expect(stdout).toMatch(/synthetic +2 +50% +6 +50% +14/);
    expect(stdout).toMatch(/\(not stated\) +1 +25%/);
    expect(stdout).toMatch(/Unknown: origin of 25%, source of 25%, model of 25%/);
    expect(stderr).toContain('warning 1 malformed row was passed over.');
  });

  it('is one JSON document on request, by the keys that are asked for', async () => {
    write('a.jsonl', jsonl(ROWS));
    const { stdout, stderr } = await run('inventory', 'a.jsonl', '--by', 'source,model', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross.inventory/1',
      total: { examples: 4, tokens: 12, characters: 28 },
      malformed: 0,
      tables: [
        {
          by: ['source', 'model'],
          lines: [
            { source: 'api', model: 'm1', examples: 1 },
            { source: 'api', model: 'm2', examples: 1 },
            { source: 'press', model: null, examples: 1 },
            { source: null, model: null, examples: 1 },
          ],
        },
      ],
    });
  });

  it('says how many lines a long table has beyond those it shows', async () => {
    write(
      'a.jsonl',
      jsonl(
        Array.from({ length: 30 }, (_, i) => ({
          text: 'x',
          provenance: { origin: 'human', source: `s${i}` },
        })),
      ),
    );
    const { stdout } = await run('inventory', 'a.jsonl', '--by', 'source', '--top', '4');
    expect(stdout).toContain('and 26 more: see them with --top');
  });

  it('shows no control characters that names hold', async () => {
    write('a.jsonl', jsonl([{ text: 'x', provenance: { origin: 'human', source: '\u001b[31mred\u0007' } }]));
    const { stdout } = await run('inventory', 'a.jsonl');
    expect(stdout.includes('\u001b') || stdout.includes('\u0007')).toBe(false);
  });

  it('reads what tag wrote', async () => {
    write('a.jsonl', jsonl([{ text: 'x' }, { text: 'y' }]));
    await run('tag', 'a.jsonl', '--origin', 'human', '--source', 's', '--license', 'MIT', '-o', 'b.jsonl');
    const { stdout } = await run('inventory', 'b.jsonl');
    expect(stdout).toContain('Everything is stated of every example.');
    expect(readFileSync(join(cwd, 'b.jsonl'), 'utf8').split('\n')).toHaveLength(3);
  });

  it.each([
    [['--by', 'sorce'], 'E_USAGE', /Did you mean "source"\?/],
    [['--top', '0'], 'E_USAGE', /whole number/],
    [['--text-field', 'txet'], 'E_FIELD', /Did you mean "text"\?/],
    [['--strict', '--quarantine', 'q.jsonl'], 'E_USAGE', /exclude each other/],
  ])('refuses %s with a remedy', async (options, code, text) => {
    write('a.jsonl', jsonl(ROWS));
    const { status, stdout, stderr } = await run('inventory', 'a.jsonl', ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error [${code}] `);
    expect(stderr).toMatch(text);
  });

  it('refuses a corpus without an example', async () => {
    write('a.jsonl', 'broken\n');
    const { status, stderr } = await run('inventory', 'a.jsonl');
    expect(status).toBe(2);
    expect(stderr).toContain('error [E_EMPTY]');
  });
});
