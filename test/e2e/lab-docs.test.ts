import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { LOOPS } from '../../src/lab/loops/catalogue.ts';
import { SCENARIOS } from '../../src/lab/scenarios/catalogue.ts';
import { WEB } from '../../src/lab/web/web-entry.ts';
import { outcross } from './outcross.ts';

const PAGE = readFileSync(new URL('../../docs/lab.md', import.meta.url), 'utf8');
const disk = scratch();

/** Commands of the shell blocks, without their comments. */
const COMMANDS = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .flatMap((match) => match[1].split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => line.startsWith('outcross '));

describe('docs/lab.md', () => {
  it('has commands', () => {
    expect(COMMANDS.length).toBeGreaterThanOrEqual(5);
  });

  it.each(COMMANDS)('%s: runs', async (line) => {
    const { status, stderr } = await outcross(line.split(' ').slice(1), { cwd: disk.folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('names every loop with its parameters', () => {
    for (const { name, parameters } of [...LOOPS, WEB]) {
      expect(PAGE).toContain(`\`${[name, ...parameters.map((parameter) => parameter.name)].join(':')}\``);
    }
  });

  it('speaks of every scenario that takes less than minutes', () => {
    const quick = SCENARIOS.filter(({ name }) => !name.startsWith('transformer') && name !== 'images');
    for (const { name } of quick) expect(PAGE).toContain(`**${name}.**`);
  });
});
