import { describe, expect, it } from 'vitest';
import { runEventFaults } from '../../test/fixtures/openlineage.ts';
import { column, exported, factsOf, fileOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';
import { openlineage } from './openlineage.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const events = (facts = factsOf()): any[] =>
  exported(openlineage, facts)
    .text.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('openlineage', () => {
  it('tells the start and the end of one run, as OpenLineage wants events', () => {
    const all = events();
    expect(all.map(({ eventType }) => eventType)).toEqual(['START', 'COMPLETE']);
    expect(all.flatMap(runEventFaults)).toEqual([]);
    expect(new Set(all.map(({ run }) => run.runId)).size).toBe(1);
    expect(all.map(({ eventTime }) => eventTime)).toEqual(Array(2).fill('2026-01-31T00:00:00.000Z'));
  });

  it('is valid with everything stated', () => {
    expect(events(factsOf({ dataset: STATED })).flatMap(runEventFaults)).toEqual([]);
  });

  it('finds the faults of events that lack a part, so that the check above can fail', () => {
    const [start] = events();
    expect(runEventFaults({ ...start, eventTime: 'yesterday' })).not.toEqual([]);
    expect(runEventFaults({ ...start, run: { runId: '1' } })).not.toEqual([]);
    const [, { outputs, ...rest }] = events();
    const { examples: _, ...facet } = outputs[0].facets.outcross_composition;
    expect(runEventFaults({ ...rest, outputs: [{ ...outputs[0], facets: { c: facet } }] })).toEqual([
      " must have required property 'examples'",
    ]);
  });

  it('gives a run the id of its manifest, whenever it is told', () => {
    const [one] = events();
    expect(one.run.runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(events(factsOf({ at: '2030-01-01T00:00:00.000Z' }))[0].run.runId).toBe(one.run.runId);
    expect(events(factsOf({ manifestDigest: 'd'.repeat(64) }))[0].run.runId).not.toBe(one.run.runId);
  });

  it('carries sizes, versions, columns and the composition', () => {
    const [, end] = events();
    expect(end.inputs[0]).toMatchObject({
      name: 'a.jsonl',
      facets: { version: { datasetVersion: `sha256:${'b'.repeat(64)}` } },
      inputFacets: { inputStatistics: { size: 100 } },
    });
    const [output] = end.outputs;
    expect(output.outputFacets.outputStatistics).toMatchObject({ rowCount: 60, size: 2000, fileCount: 1 });
    expect(output.facets.dataQualityMetrics).toMatchObject({ rowCount: 60, bytes: 2000, columnMetrics: {} });
    expect(output.facets.outcross_composition).toMatchObject({
      examples: 60,
      byModel: [{ examples: 40 }, { value: 'm1', examples: 20 }],
    });
    expect(output.facets.schema.fields[2]).toEqual({
      name: 'provenance',
      type: 'struct',
      fields: [
        { name: 'origin', type: 'string' },
        { name: 'generation', type: 'int64' },
        { name: 'parents', type: 'array', fields: [{ name: '_element', type: 'string' }] },
      ],
    });
    expect(end.run.facets.outcross_policy).toMatchObject({ fates: { chosen: 60 }, malformedRows: 1 });
  });

  it('says which columns it could not see', () => {
    const { missing, text } = exported(openlineage, factsOf({ files: [fileOf({ columns: undefined })] }));
    expect(missing).toEqual(['the columns of train.jsonl: the file is not at hand']);
    expect(JSON.parse(text.split('\n')[1]).run.facets.outcross_policy.notStated).toEqual(missing);
  });

  it('stays valid whatever things are called', () => {
    for (const name of HOSTILE) {
      const facts = factsOf({
        name,
        manifest: manifestOf({ source: name, model: name }),
        files: [fileOf({ path: name, columns: [column(name, 'mixed'), column('x', 'empty')] })],
      });
      const { text } = exported(openlineage, facts);
      expect(text.trimEnd().split('\n')).toHaveLength(2);
      expect(
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
          .flatMap(runEventFaults),
      ).toEqual([]);
    }
  });

  it('refuses to tell of a run without a time', () => {
    expect(() => exported(openlineage, factsOf({ at: undefined }))).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});
