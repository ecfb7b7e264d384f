import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../test/fixtures/report.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { EMPTY_HEAD, sealed } from '../ledger/digest.ts';
import { fileFact } from '../ledger/files-fact.ts';
import { streamOf } from '../ledger/fixtures.test.support.ts';
import { verifyEvents } from '../ledger/verify.ts';
import type { Report } from '../report/report.ts';
import { openWorkspace } from '../workspace.ts';
import { checkFacts } from './check-facts.ts';
import type { CheckCommandOptions } from './check-options.ts';

const disk = scratch();
const [first, second] = COLLAPSING.generations;
const report: Report = { ...COLLAPSING, generations: [first, second] };
disk.write('outcross.yaml', 'line: demo');
const human = disk.write('human.jsonl', jsonl([{ text: 'human' }]));
const paths = report.generations.map(({ name }) => disk.write(`out/${name}.jsonl`, jsonl([{ text: name }])));
const options: CheckCommandOptions = { against: [human], name: [] };

const facts = async (given = options, of = report) =>
  checkFacts(of, paths, given, await openWorkspace(disk.folder));

describe('checkFacts', () => {
  it('tells of each generation what was checked, and then the verdict', async () => {
    const found = await facts();
    expect(found.map(({ kind }) => kind)).toEqual([
      'generation.checked',
      'verdict.given',
      'generation.checked',
      'verdict.given',
    ]);
    expect(found[2].subjects).toEqual([
      { type: 'generation', id: second.name },
      { type: 'line', id: 'demo' },
    ]);
    const { sha256 } = await fileFact(paths[1], disk.folder);
    expect(found[2].body).toMatchObject({
      position: 2,
      corpus: { sha256, files: [{ name: `out/${second.name}.jsonl` }] },
      holdout: { files: [{ name: 'human.jsonl' }] },
      version: report.tool.version,
    });
    expect(found[3].body).toMatchObject({
      position: 2,
      verdict: second.verdict,
      why: second.why,
      corpus: sha256,
    });
  });

  it('is what the ledger takes, also where an interval has no end or a ratio does not exist', async () => {
    const signals = second.signals.map((signal, i) => ({
      ...signal,
      interval: [0, Number.POSITIVE_INFINITY] as const,
      ...(i === 0 ? { ratio: Number.NaN } : { value: Number.NaN }),
    }));
    const found = await facts(options, {
      ...report,
      generations: [{ ...second, name: first.name, signals }],
    });
    const drafts = found.map((fact) => ({
      ...fact,
      at: '2026-01-02T03:04:05.678Z',
      actor: { kind: 'tool', name: 'z' } as const,
    }));
    expect(await verifyEvents(streamOf(sealed(drafts, EMPTY_HEAD)))).toMatchObject({
      passed: true,
      events: 2,
    });
  });

  it('names what else was read and written', async () => {
    const html = disk.write('report.html', '<p>');
    const trainedOn = [disk.write('train.jsonl', jsonl([{ text: 'x' }]))];
    const [checked] = await facts({ ...options, html, trainedOn, reservoir: [human] });
    expect(checked.body).toMatchObject({
      page: { name: 'report.html', bytes: 3 },
      trainedOn: { files: [{ name: 'train.jsonl' }] },
      reservoir: { files: [{ name: 'human.jsonl' }] },
    });
    const own = new Map([[second.name, [human]]]);
    const [, , other] = await facts({ ...options, trainedOn, trainingInputs: own });
    expect(other.body).toMatchObject({ trainedOn: { files: [{ name: 'human.jsonl' }] } });
  });

  it('counts the classes that a generation was held against, but for those of vectors', async () => {
    const [none, , some, , unknown] = await facts(options, {
      ...report,
      generations: [
        { ...first, categories: [], signals: [] },
        { ...second, categories: [{}, {}], signals: [] },
        { ...second, name: 'g9', categories: [], signals: [{ ...second.signals[0], family: 'space' }] },
      ],
    } as unknown as Report);
    expect([none, some, unknown].map(({ body }) => body['classes'])).toEqual([0, 2, undefined]);
  });

  it('names what --train said, and a set that was built only where it was held against it', async () => {
    const set = disk.write('built.jsonl', jsonl([{ text: 'y' }]));
    const builtSets = new Map(report.generations.map(({ name }) => [name, [set]]));
    const { diagnosis: _, ...unread } = first;
    const held = { ...second, diagnosis: { reading: 'neither', collapses: false, unlike: false } };
    const of = { ...report, generations: [unread, held] } as Report;
    const [blind, , seen] = await facts({ ...options, builtSets }, of);
    expect(blind.body).not.toHaveProperty('trainedOn');
    expect(seen.body).toMatchObject({ trainedOn: { files: [{ name: 'built.jsonl' }] } });
    const [, , named] = await facts({ ...options, builtSets, train: [`${second.name}=${human}`] }, of);
    expect(named.body).toMatchObject({ trainedOn: { files: [{ name: 'human.jsonl' }] } });
  });

  it('has no digest of what came through a pipe', async () => {
    const { folder } = disk;
    const workspace = await openWorkspace(folder);
    const named = { ...report, generations: [{ ...first, name: 'stdin' }] };
    const [checked, verdict] = await checkFacts(named, ['-'], options, workspace);
    expect([checked.body['corpus'], verdict.body['corpus']]).toEqual([undefined, undefined]);
    expect(checked.body['holdout']).toMatchObject({ name: 'against' });
  });

  it('does not go on without a file that was read and is gone', async () => {
    const missing = { ...options, reservoir: [join(disk.folder, 'gone.jsonl')] };
    await expect(facts(missing)).rejects.toMatchObject({ name: 'OutcrossError' });
  });
});
