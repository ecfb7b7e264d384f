import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REPLACE } from '../../../test/fixtures/signals.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const page = readFileSync(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
const sections = [...page.matchAll(/^## ([a-z][a-z0-9.-]+)$/gm)].map(([, id]) => id);

async function explain(name: string | undefined, columns = 80) {
  const { context, out, err } = desk();
  out.columns = columns;
  const status = await run(['explain', ...(name === undefined ? [] : [name])], context);
  return { status, out: out.text, err: err.text };
}

describe('outcross explain', () => {
  it.each([...new Set([...sections, ...REPLACE.map(({ id }) => id), ...VERDICTS])])(
    'explains %s at 80 columns and at 40',
    async (name) => {
      for (const columns of [80, 40]) {
        const { status, out } = await explain(name, columns);
        expect(status).toBe(0);
        expect(out.startsWith(`${name}\n\n`)).toBe(true);
        expect(out.length).toBeGreaterThan(name.length + 60);
        expect(widest(out)).toBeLessThanOrEqual(columns);
        expect(out).not.toMatch(/\]\(|\*\*|undefined/);
        expect(hiddenIn(out)).toEqual([]);
      }
    },
  );

  it('takes the key of a report, and says formula and source', async () => {
    const { out } = await explain('tail.coverage[1,10%]');
    expect(out).toContain('Hurlbert 1971');
    expect(out).toContain('Read: 0.80 means');
  });

  it('keeps a list a list', async () => {
    expect((await explain('early')).out).toMatch(/\n1\. outcross recover|\n1\. `outcross recover/);
  });

  it('lists all there is', async () => {
    const { out } = await explain(undefined);
    for (const id of sections) expect(out).toContain(`\n  ${id} `);
    expect(out).toContain('\nVerdicts\n  healthy, narrow, ');
  });

  it('suggests the name that was meant, and shows no stranger', async () => {
    expect(await explain('tail.covrage')).toMatchObject({
      status: 2,
      err: expect.stringContaining('tail.coverage'),
    });
    const { err } = await explain('\u001b[2J');
    expect(hiddenIn(err)).toEqual([]);
    expect(await explain('constructor')).toMatchObject({ status: 2 });
  });
});
