import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import type { AuditedItem } from '../../audit/audit.ts';
import { ITEMS } from '../../audit/items.ts';
import { auditSarif } from './sarif.ts';

const [KNOWN] = ITEMS;
const runOf = (items: readonly AuditedItem[], line = 'novels', configuration = 'outcross.yaml') =>
  JSON.parse(auditSarif(auditOf(items, 80, { line }), configuration)).runs[0];
const placeOf = (more: Partial<AuditedItem>, configuration?: string) =>
  runOf([item(KNOWN.id, 'failed', { remedy: {}, ...more })], 'x', configuration).results[0].locations[0]
    .physicalLocation;

describe('a result of SARIF', () => {
  it.each([
    ['critical', 'error', 95],
    ['high', 'error', 75],
    ['medium', 'warning', 50],
    ['low', 'note', 20],
  ] as const)('has for severity %s the level %s; its rule has the rank %i', (severity, level, rank) => {
    const known = ITEMS.find((each) => each.severity === severity)!;
    const { results, tool } = runOf([item(known.id, 'failed', { severity })]);
    expect(results[0]).toMatchObject({ kind: 'fail', level });
    expect(tool.driver.rules[0].defaultConfiguration).toEqual({ level, rank });
  });

  it('is none for what passed or does not apply', () => {
    const items = [item(KNOWN.id, 'passed'), item(ITEMS[1].id, 'not-applicable')];
    expect(runOf(items).results).toEqual([]);
    expect(runOf(items).tool.driver.rules).toHaveLength(2);
  });

  it('keeps its fingerprint whatever is seen of it', () => {
    const prints = ['a', 'b'].map(
      (why) => runOf([item(KNOWN.id, 'failed', { why })]).results[0].partialFingerprints,
    );
    expect(prints[0]).toEqual(prints[1]);
  });

  it('says question, reason, evidence and command, a line each', () => {
    const evidence = [{ text: 'seen', seq: 3 }];
    const remedy = { text: 'Do it.', where: 'a.yaml:2', command: 'outcross check' };
    const [result] = runOf([
      item(KNOWN.id, 'failed', { question: 'Is it?', why: 'no', evidence, remedy }),
    ]).results;
    expect(result.message.text).toBe('Is it? no.\nseen (ledger 3)\nDo it. (a.yaml:2)\nRun: outcross check');
  });

  it.each([
    ['a.yaml:12', { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 12 } }],
    ['a.yaml:0', { artifactLocation: { uri: 'a.yaml' } }],
    ['a b/c#d?.yaml', { artifactLocation: { uri: 'a%20b/c%23d%3F.yaml' } }],
    ['/srv/x y', { artifactLocation: { uri: 'file:///srv/x%20y' } }],
    ['a\\b:3', { artifactLocation: { uri: 'a/b' }, region: { startLine: 3 } }],
    ['a\nb:3', { artifactLocation: { uri: 'a%0Ab' }, region: { startLine: 3 } }],
    ['漢.yaml', { artifactLocation: { uri: '%E6%BC%A2.yaml' } }],
  ])('points to %j as a reference', (where, location) => {
    expect(placeOf({ remedy: { where } })).toEqual(location);
  });

  it('points to what is to be edited first, then to what was seen, then to the configuration', () => {
    const evidence = [{ text: 'no file' }, { text: 'x', file: 'b.jsonl' }];
    expect(placeOf({ evidence, remedy: { where: 'a.yaml' } }).artifactLocation.uri).toBe('a.yaml');
    expect(placeOf({ evidence }).artifactLocation.uri).toBe('b.jsonl');
    expect(placeOf({}, 'my.yaml').artifactLocation.uri).toBe('my.yaml');
  });

  it('takes no address of a database for a file with a line 5432', () => {
    const evidence = [{ text: 'verified', file: 'postgres://host:5432' }];
    expect(placeOf({ evidence })).toEqual({ artifactLocation: { uri: 'outcross.yaml' } });
  });

  it('bears half of a surrogate pair in a line and in a file: UTF-8 has none', () => {
    expect(runOf([], 'a\ud800b').automationDetails.id).toBe('outcross-audit/a%EF%BF%BDb');
    expect(placeOf({ remedy: { where: '\udc00.yaml:3' } }).artifactLocation.uri).toBe('%EF%BF%BD.yaml');
    expect(runOf([], '😀').automationDetails.id).toBe('outcross-audit/%F0%9F%98%80');
  });

  it('says null for a score that does not exist', () => {
    const { score: _, ...audit } = auditOf([]);
    expect(JSON.parse(auditSarif(audit, 'x')).runs[0].properties).toEqual({ score: null, status: 'passed' });
  });
});
