import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedRow } from '../../corpus/change.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { statedProvenance } from '../../corpus/provenance.ts';
import type { TagSettings } from './tag-rules.ts';
import { Tagger } from './tagger.ts';

const tag = (settings: TagSettings, row: object) => new Tagger(settings, 'a.jsonl').tag({ ...row });

describe('Tagger', () => {
  it('lets a field win over a rule, and a rule over what holds for all', () => {
    const settings: TagSettings = {
      set: { origin: 'unknown', source: 'rest', license: 'none' },
      rules: [{ when: { equals: { kind: 'bot' } }, set: { origin: 'synthetic', source: 'bots' } }],
      fields: { source: 'site' },
    };
    expect(tag(settings, { kind: 'bot', site: 'here' })).toMatchObject({
      rule: 0,
      change: { origin: 'synthetic', source: 'here', license: 'none', evidence: 'declared' },
    });
    expect(tag(settings, {}).change).toMatchObject({ origin: 'unknown', source: 'rest' });
  });

  it('lets the first rule that holds speak alone', () => {
    const rules = ['a', 'b'].map((source) => ({
      when: { path: '*' },
      set: { origin: 'human', source } as const,
    }));
    expect(tag({ rules }, {})).toMatchObject({ rule: 0, change: { source: 'a' } });
  });

  it('translates the values of a field, and takes those that need no translation', () => {
    const settings: TagSettings = {
      fields: { origin: { field: 'label', values: { 0: 'human', true: 'synthetic' } }, generation: 'step' },
    };
    expect(tag(settings, { label: 0, step: '4' }).change).toMatchObject({ origin: 'human', generation: 4 });
    expect(tag(settings, { label: true }).change).toMatchObject({ origin: 'synthetic' });
    expect(tag(settings, { label: 'mixed' }).change).toMatchObject({ origin: 'mixed' });
    expect(tag(settings, { label: 'x' })).toMatchObject({
      fault: 'field "label" is "x", not one of human, synthetic, mixed, unknown',
      hint: expect.stringContaining('tag.fields.origin.values'),
    });
  });

  it('does not take a property of every object for a translation', () => {
    const settings: TagSettings = { fields: { origin: { field: 'label', values: {} } } };
    expect(tag(settings, { label: 'constructor' }).fault).toContain('"constructor"');
  });

  it('passes over fields that a row lacks or leaves empty', () => {
    const settings: TagSettings = { set: { origin: 'human' }, fields: { source: 'site', parents: 'from' } };
    expect(tag(settings, { site: '', from: null }).change).toEqual({ origin: 'human', evidence: 'declared' });
  });

  it('writes nothing where no origin is known', () => {
    expect(tag({ set: { source: 's' } }, {})).toEqual({ hasOrigin: false });
  });

  it('changes nothing where the row says the same already', () => {
    const provenance = { origin: 'human', source: 's', parents: ['a'] };
    expect(tag({ set: { origin: 'human', source: 's', parents: ['a'] } }, { provenance })).toEqual({
      hasOrigin: true,
    });
  });

  it('takes an origin that is stated to be unknown for a gap only when gaps are filled', () => {
    const row = { provenance: { origin: 'unknown' } };
    expect(tag({ set: { origin: 'human' } }, row).conflict).toBe(
      'provenance.origin is "unknown", not "human"',
    );
    expect(tag({ set: { origin: 'human' }, existing: 'fill' }, row).change?.origin).toBe('human');
  });

  it('takes no other word for a gap: a source may be called unknown', () => {
    const row = { provenance: { origin: 'human', source: 'unknown', license: 'unknown' } };
    const settings: TagSettings = { set: { source: 'press', license: 'MIT' }, existing: 'fill' };
    expect(tag(settings, row)).toEqual({ hasOrigin: true });
  });

  it('names every part that is stated otherwise', () => {
    const row = { provenance: { origin: 'human', source: 'a', generation: 1 } };
    const { conflict, change } = tag({ set: { origin: 'synthetic', source: 'b', generation: 1 } }, row);
    expect(conflict).toBe('provenance.origin is "human", not "synthetic"; provenance.source is "a", not "b"');
    expect(change).toBeUndefined();
  });

  it('says whether something that was stated is replaced', () => {
    const row = { provenance: { origin: 'human', source: 'a' } };
    const settings: TagSettings = { existing: 'overwrite' };
    expect(tag({ ...settings, set: { source: 'b' } }, row)).toMatchObject({
      replaced: true,
      change: { origin: 'human', source: 'b' },
    });
    expect(tag({ ...settings, set: { license: 'MIT' } }, row)).toMatchObject({
      replaced: false,
      change: { license: 'MIT' },
    });
  });

  it('refuses a row whose own provenance is no provenance, unless it is to be replaced', () => {
    const row = { provenance: { origin: 'robot' } };
    expect(tag({ set: { origin: 'human' } }, row)).toMatchObject({
      fault: expect.stringContaining('"robot"'),
      hasOrigin: false,
    });
    expect(tag({ set: { origin: 'human' }, existing: 'overwrite' }, row).change).toMatchObject({
      origin: 'human',
    });
    expect(tag({ set: { source: 's' }, existing: 'overwrite' }, row).fault).toContain('"robot"');
  });

  it('adds a part to what has an origin, and gives no evidence for what it did not say', () => {
    const row = { provenance: { origin: 'human' } };
    expect(tag({ set: { source: 's' } }, row).change).toEqual({ origin: 'human', source: 's' });
  });

  it('reads nested fields, and columns of tables', () => {
    const settings: TagSettings = { fields: { origin: 'meta.kind' }, set: { source: 's' } };
    expect(tag(settings, { meta: { kind: 'human' } }).change).toMatchObject({ origin: 'human' });
    expect(tag({ set: { source: 's' } }, { 'provenance.origin': 'human' }).change).toEqual({
      origin: 'human',
      source: 's',
    });
  });

  it('holds rules against the path of the file', () => {
    const rules = [{ when: { path: 'web/**' }, set: { origin: 'synthetic' } as const }];
    expect(new Tagger({ rules }, 'web/a/b.jsonl').tag({})).toMatchObject({ rule: 0 });
    expect(new Tagger({ rules }, 'books/b.jsonl').tag({})).toEqual({ hasOrigin: false });
  });

  it('says which rule spoke, though the row is at fault', () => {
    const rules = [{ when: {}, set: { origin: 'human' } as const }];
    expect(tag({ rules, fields: { generation: 'step' } }, { step: 'two' })).toMatchObject({
      rule: 0,
      fault: expect.any(String),
    });
  });

  it('does not call declared what was reviewed', () => {
    const row = { provenance: { origin: 'unknown', evidence: 'review' } };
    expect(tag({ set: { origin: 'human' }, existing: 'fill' }, row).change).toEqual({ origin: 'human' });
    expect(tag({ set: { origin: 'human' }, existing: 'overwrite' }, row).change).toMatchObject({
      evidence: 'declared',
    });
  });

  it('never loses or replaces what a row states, unless it is told to overwrite', () => {
    const parts = fc.record(
      {
        origin: fc.constantFrom(...ORIGINS.filter((origin) => origin !== 'unknown')),
        source: fc.constantFrom('a', 'b'),
        generation: fc.nat(3),
        parents: fc.array(fc.constantFrom('p', 'q'), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, parts, fc.constantFrom('report', 'fill'), (provenance, set, existing) => {
        const row = { text: 'x', provenance };
        const { change } = tag({ set, existing: existing as 'report' | 'fill' }, row);
        const after = statedProvenance(
          changedRow(row, change === undefined ? undefined : { provenance: change }),
        );
        expect(after).toMatchObject({ parts: provenance });
      }),
    );
  });
});
