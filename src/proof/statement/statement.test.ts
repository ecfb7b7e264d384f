import { describe, expect, it } from 'vitest';
import type { Loose } from '../loose.test.support.ts';
import { hexOf, leafDigest } from '../merkle/hash.ts';
import { Tally } from './counts.ts';
import { readStatement } from './read-statement.ts';
import { policyDigest, type Statement, statementBytes, statementOf } from './statement.ts';

const digest = hexOf(leafDigest('x'));

function statement(): Statement {
  const tally = new Tally();
  tally.add({ origin: 'human', source: 'press', evidence: 'declared' }, 7);
  return statementOf({
    version: '1.2.3',
    files: [{ name: 'a.jsonl', sha256: digest, records: 1 }],
    size: 1,
    root: digest,
    reading: {},
    counts: tally.counts(),
    policy: { mode: 'accumulate', human: { minimum: 0.3 } },
    rules: [],
    manifest: { name: 'a.jsonl.manifest.json', digest: { sha256: digest }, content: { schema: 'm' } },
  });
}

describe('statementOf', () => {
  it('makes an in-toto Statement v1 whose subjects are the files', () => {
    expect(statement()).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'a.jsonl', digest: { sha256: digest } }],
      predicateType: 'https://outcross.dev/training-set/v1',
      predicate: { tool: { name: 'outcross', version: '1.2.3' }, tree: { size: 1, root: digest } },
    });
  });

  it('says plainly what it does not show', () => {
    expect(statement().predicate.limits.doesNotShow.join(' ')).toContain('That a label is true');
  });

  it('gives a policy one digest, however its keys are ordered', () => {
    expect(policyDigest({ a: 1, b: { c: 2, d: 3 } })).toBe(policyDigest({ b: { d: 3, c: 2 }, a: 1 }));
    expect(policyDigest({ a: 1 })).not.toBe(policyDigest({ a: 2 }));
  });
});

describe('readStatement', () => {
  const edited = (edit: (value: Loose) => void) => {
    const value = structuredClone(statement());
    edit(value);
    return () => readStatement(statementBytes(value), 's');
  };

  it('reads what was written', () => {
    expect(readStatement(statementBytes(statement()), 's')).toEqual(statement());
  });

  it.each<[string, (value: Loose) => void]>([
    ['another type', (s) => (s._type = 'https://in-toto.io/Statement/v0.1')],
    ['another predicate', (s) => (s.predicateType = 'https://slsa.dev/provenance/v1')],
    ['no predicate', (s) => (s.predicate = null)],
    ['a subject without a digest', (s) => (s.subject[0].digest = {})],
    ['a file that is no subject', (s) => (s.predicate.files[0].name = 'b.jsonl')],
    ['a file too few', (s) => (s.predicate.files = [])],
    ['a size that is none', (s) => (s.predicate.tree.size = -1)],
    ['a root that is none', (s) => (s.predicate.tree.root = 'abc')],
    ['another kind of tree', (s) => (s.predicate.tree.algorithm = 'md5')],
    ['no counts', (s) => (s.predicate.counts = {})],
    ['a count that is none', (s) => (s.predicate.counts.bySource[0].examples = '1')],
    ['no policy', (s) => delete s.predicate.policy],
    ['no manifest', (s) => delete s.predicate.manifest.content],
    ['a count of no value', (s) => (s.predicate.counts.bySource[0].value = 7)],
    [
      'two counts of one value',
      (s) => s.predicate.counts.byOrigin.push({ ...s.predicate.counts.byOrigin[0], examples: 0 }),
    ],
    [
      'two counts of nothing said',
      (s) =>
        (s.predicate.counts.byModel = [
          { examples: 1, tokens: 0 },
          { examples: 0, tokens: 7 },
        ]),
    ],
    [
      'two counts of one evidence',
      (s) => s.predicate.counts.byEvidence.push(s.predicate.counts.byEvidence[0]),
    ],
    ['no tool', (s) => (s.predicate.tool = null)],
    ['a tool without a version', (s) => (s.predicate.tool = { name: 'x' })],
    ['limits that are no sentences', (s) => (s.predicate.limits.shows = 'all')],
    ['limits that leave out what is not shown', (s) => (s.predicate.limits.doesNotShow = [])],
    ['no limits', (s) => delete s.predicate.limits],
    ['no reading', (s) => (s.predicate.reading = null)],
    ['no settings', (s) => delete s.predicate.settings],
    ['a tokenizer without a name', (s) => (s.predicate.settings.tokenizer = 1)],
    ['an event of the ledger before the first', (s) => (s.predicate.ledger = { seq: -1, digest })],
    ['an event of the ledger without a digest', (s) => (s.predicate.ledger = { seq: 1, digest: 'x' })],
    ['a signer without a key', (s) => (s.predicate.signer = { keyId: 'a' })],
    ['a stored tree without a digest', (s) => (s.predicate.storedTree = { name: 'a' })],
    ['a set before it that is damaged', (s) => (s.predicate.extends = { size: 1, root: digest, proof: [1] })],
  ])('refuses %s', (_, edit) => {
    expect(edited(edit)).toThrow(expect.objectContaining({ code: 'E_PROOF' }));
  });

  it('takes one kind of evidence for several origins', () => {
    const read = edited((s) =>
      s.predicate.counts.byEvidence.push({ ...s.predicate.counts.byEvidence[0], origin: 'mixed' }),
    );
    expect(read().predicate.counts.byEvidence).toHaveLength(2);
  });

  it('refuses what is no JSON, no UTF-8, or not canonical', () => {
    const loose = Buffer.from(JSON.stringify(statement(), undefined, 1));
    for (const payload of [Buffer.from('x'), Buffer.of(0xff, 0xfe), Buffer.from('null'), loose]) {
      expect(() => readStatement(payload, 's')).toThrow(expect.objectContaining({ code: 'E_PROOF' }));
    }
  });
});
