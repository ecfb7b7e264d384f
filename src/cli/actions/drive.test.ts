import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { humanRows, recipeText } from '../../lab/drive/fixtures.test.support.ts';
import { hiddenIn } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
disk.write('human.jsonl', jsonl(humanRows()));
const recipe = (name: string, parts: Parameters<typeof recipeText>[0] = {}) =>
  disk.write(`${name}.yaml`, recipeText(parts));
const dryRun = (path: string, ...args: string[]) =>
  ran(['lab', 'drive', path, '--dry-run', '-o', at('never'), ...args]);

describe('outcross lab drive --dry-run', () => {
  it('shows the commands of two generations as they would run, and makes nothing', async () => {
    const before = readdirSync(disk.folder);
    const { status, out } = await dryRun(recipe('dry', { generations: 9 }));
    expect(status).toBe(0);
    expect(out).toContain(`dry.yaml is sound. Its commands run in ${disk.folder}:\n`);
    const heads = [...out.matchAll(/^# (.+)$/gm)].map(([, head]) => head);
    expect(heads).toEqual([
      ...['train of generation 1', 'sample of generation 1'],
      ...['train of generation 2', 'sample of generation 2'],
    ]);
    expect(out).not.toMatch(/\{(data|out|model|seed|examples)\}/);
    expect(readdirSync(disk.folder).sort()).toEqual([...before, 'dry.yaml'].sort());
  });

  it('shows one generation of one', async () => {
    const { out } = await dryRun(recipe('once', { generations: 1 }));
    expect(out).not.toContain('generation 2');
  });

  it('lets no command hide a part of itself from who looks at it before it runs', async () => {
    const train = 'true \u001b[2K\u001b[1A\u202e {data} > {out}\n\tsecond line';
    const { out } = await dryRun(recipe('hiding', { train }));
    expect(hiddenIn(out.replaceAll('\t', ''))).toEqual([]);
    expect(out).toContain('true [U+001B][2K[U+001B][1A[U+202E] ');
    expect(out).toContain('\n\tsecond line\n');
  });

  it('gives the same as one document, commands byte for byte', async () => {
    const train = 'a \u001b {data} > {out}';
    const { out } = await dryRun(recipe('json', { train }), '--json');
    const { schema, commands } = JSON.parse(out);
    expect(schema).toBe('outcross.drive-result/1-plan');
    expect(commands).toHaveLength(4);
    expect(commands[0]).toMatchObject({ generation: 1, step: 'train' });
    expect(commands[0].command.startsWith('a \u001b ')).toBe(true);
    expect(commands[0].command).toMatch(/ ('?)\S.*mix\.jsonl\1 > \1\S.*model\1$/);
  });

  it.each([
    ['a recipe that is not there', 'none.yaml', /E_NOT_FOUND/],
    ['a folder', '.', /E_/],
  ])('refuses %s', async (_, name, message) => {
    const { status, out, err } = await dryRun(at(name));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});

describe('outcross lab drive', () => {
  it('shows the last lines of a command that fails, what ended it, and how to go on', async () => {
    const train =
      'echo {data}; for i in 1 2 3; do echo "step $i"; done; printf "\\033[31mno memory\\n"; : > {out}; exit 137';
    const path = recipe('failing', { train });
    const { status, out, err } = await ran(['lab', 'drive', path, '-o', at('failing')]);
    expect(status).toBe(2);
    expect(out).toMatch(/^Drives into .*failing\n/);
    expect(err).toMatch(/ {2}\| step 2\n {2}\| step 3\n {2}\| \[U\+001B\]\[31mno memory\n/);
    expect(err).toContain('train of generation 1 ended with exit status 137: signal 9 killed it');
    expect(err).toContain('out of memory');
    expect(hiddenIn(err)).toEqual([]);
    expect(existsSync(at('failing/g001/train.log'))).toBe(true);
  });

  it('writes nothing but the document with --json, and an error to standard error alone', async () => {
    const path = recipe('failing-json', { train: 'true {data} {out}' });
    const { status, out, err } = await ran(['lab', 'drive', path, '-o', at('fj'), '--json']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('train of generation 1 succeeded and wrote nothing to {out}');
  });

  it('stops before it begins where it is interrupted, and says how to go on', async () => {
    const path = recipe('stopped');
    const { status, err } = await ran(['lab', 'drive', path, '-o', at('stopped')], {
      prepare: ({ interrupt }) => interrupt(),
    });
    expect(status).toBe(130);
    expect(err).toContain('interrupted in the split of the human examples');
    expect(err).toContain('run the same command again');
  });
});
