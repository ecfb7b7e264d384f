import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { type PeopleOptions, people } from '../fixtures/tables.ts';
import { outcross } from './outcross.ts';

const disk = scratch();

function csv(name: string, options: PeopleOptions & { without?: string } = {}): string {
  const rows = people(name, 2500, options);
  const columns = ['age', 'wealth', 'children', 'job'].filter((column) => column !== options.without);
  const lines = rows.map(({ id, columns: cells }) =>
    [id, ...columns.map((column) => cells![column])].join(','),
  );
  return disk.write(`${name}.csv`, `id,${columns.join(',')}\n${lines.join('\n')}\n`);
}

const human = csv('human');
const reservoir = csv('reservoir');
const against = ['--against', human, '--reservoir', reservoir];

describe('outcross check of tables', () => {
  it('judges a line of tables by its columns', async () => {
    const line = [0.9, 0.65, 0.4].map((scale, g) => csv(`g${g + 1}`, { scale, jobs: 30 - 10 * g }));
    const { status, stdout, stderr } = await outcross([
      'check',
      ...line,
      ...against,
      '--modality',
      'table',
      '--json',
    ]);
    expect(stderr).toBe('');
    const report = expectValidReport(stdout);
    expect(report.generations[2].verdict).toBe('late');
    expect(status).toBe(1);
    const { findings } = report.generations[2];
    expect(findings.find(({ id }) => id === 'column.vanished')!.message).toContain('job = job1');
    expect(findings.map(({ id }) => id)).toContain('column.spread:age.below');
  });

  it('looks at the columns that are named, and shows them on the terminal', async () => {
    const { stdout } = await outcross([
      'check',
      csv('same'),
      ...against,
      '--columns',
      'age,job',
      '--fail-on',
      'none',
    ]);
    expect(stdout).toContain('Spread, age');
    expect(stdout).not.toContain('wealth');
  });

  it('says that a column is absent', async () => {
    const args = [
      'check',
      csv('without', { without: 'age' }),
      ...against,
      '--modality',
      'table',
      '--json',
      '--fail-on',
      'none',
    ];
    const [generation] = JSON.parse((await outcross(args)).stdout).generations;
    const finding = generation.findings.find(({ id }: { id: string }) => id === 'column.absent');
    expect(finding.message).toContain('age');
    expect(finding.severity).toBe('critical');
  });

  it('fails where no column of those that are named is there', async () => {
    const { status, stderr } = await outcross(['check', csv('none'), ...against, '--columns', 'agee']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/E_FIELD.*no field "agee"/);
    expect(stderr).toContain('age');
  });

  it('reads nested rows of JSON lines, with numbers, words, nothing and infinities', async () => {
    const rows = (seed: string) =>
      jsonl(
        people(seed, 300).map(({ id, columns }, i) => ({
          id,
          who: { age: i % 9 === 0 ? 'NaN' : columns!['age'], job: columns!['job'] },
          wealth: i % 50 === 0 ? 'Infinity' : columns!['wealth'],
        })),
      );
    const [h, r, g] = ['h', 'r', 'g'].map((seed) => disk.write(`${seed}.jsonl`, rows(seed)));
    const args = [
      'check',
      g,
      '--against',
      h,
      '--reservoir',
      r,
      '--columns',
      'who.age,who.job,wealth',
      '--json',
      '--fail-on',
      'none',
    ];
    const report = JSON.parse((await outcross(args)).stdout);
    const ids = report.generations[0].signals.map(({ id }: { id: string }) => id);
    expect(ids).toContain('column.spread:who.age');
    expect(ids).toContain('column.hill:who.job');
    expect(report.findings.map(({ id }: { id: string }) => id)).toContain('column.infinite');
  });
});
