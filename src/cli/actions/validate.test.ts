import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
let made = 0;

async function validate(yaml: string | Uint8Array, { columns = 80, args = [] as string[] } = {}) {
  const name = `w${made++}`;
  const path = disk.write(join(name, 'outcross.yaml'), yaml as string);
  disk.write(join(name, 'human.jsonl'), jsonl([{ text: 'a b c' }]));
  const { context, out, err } = desk();
  out.columns = columns;
  const status = await run(['validate', path, ...args], context);
  const home = join(disk.folder, name);
  return { status, out: out.text.replaceAll(home, '~'), err: err.text.replaceAll(home, '~') };
}

describe('outcross validate', () => {
  it('says that a configuration is right, and what it says', async () => {
    const { status, out, err } = await validate('line: x\nhuman: human.jsonl\n');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(
      /^note\n[\s\S]*\n {2}Make it: outcross anchor\n.*outcross\.yaml is right: it says line, human\.\n$/,
    );
    expect((await validate('{}\n')).out).toContain('it says nothing yet');
  });

  it('ends with status 1 where a command would refuse it, at the line, and does not call it right', async () => {
    const { status, out } = await validate('human:\n  - human.jsonl\n  - gone.jsonl\n');
    expect(status).toBe(1);
    expect(out).toContain('outcross.yaml:3:');
    expect(out).toMatch(/^wrong\n/);
    expect(out).not.toContain('is right');
  });

  it('writes with --json one document, and nothing else', async () => {
    const { status, out, err } = await validate('human: gone.jsonl\n', { args: ['--json'] });
    expect({ status, err }).toEqual({ status: 1, err: '' });
    const { file, findings } = JSON.parse(out);
    expect(file).toMatch(/outcross\.yaml$/);
    expect(findings.map(({ id }: { id: string }) => id)).toEqual(['config.E_NOT_FOUND', 'config.no-anchor']);
  });

  it.each([
    [
      'a key that there is not, with the one that was meant',
      'generatons: x\n',
      /E_CONFIG.*generatons[\s\S]*generations/,
    ],
    ['a value that is none', 'gates: {checkEvery: often}\n', /E_CONFIG.*checkEvery/],
    ['a text that is no YAML', 'line: [\n', /E_CONFIG/],
    ['two of one key', 'line: a\nline: b\n', /E_CONFIG[\s\S]*outcross\.yaml:2/],
    ['a list', '- a\n', /E_CONFIG/],
    [
      'a variable that is not set',
      'line: ${NOT_SET_HERE}\n',
      /E_CONFIG.*NOT_SET_HERE[\s\S]*outcross\.yaml:1/,
    ],
    ['bytes that are no text', new Uint8Array([0x6c, 0x69, 0xff, 0xfe]), /error \[E_/],
  ])('could not read %s, and ends with status 2', async (_, yaml, message) => {
    const { status, out, err } = await validate(yaml);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  it('reads a file of another system: line ends of two characters, a byte order mark', async () => {
    const { status, out } = await validate('\ufeffline: x\r\nhuman: human.jsonl\r\n');
    expect({ status, out }).toMatchObject({ status: 0, out: expect.stringContaining('it says line, human') });
  });

  it('keeps to the columns of the terminal, and shows what is hidden', async () => {
    for (const columns of [40, 80]) {
      const { out } = await validate('human: "a\\u202e\\u001bb.jsonl"\n', { columns });
      expect(hiddenIn(out)).toEqual([]);
      // A path has no place to be broken at.
      const prose = out.split('\n').filter((line) => !line.includes('/'));
      expect(widest(prose.join('\n'))).toBeLessThanOrEqual(columns);
    }
  });

  it('says that there is none, and how to make one', async () => {
    const { context, err } = desk();
    expect(await run(['validate', join(disk.folder, 'none.yaml')], context)).toBe(2);
    expect(err.text).toContain('E_NOT_FOUND');
  });
});
