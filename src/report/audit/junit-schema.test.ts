import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { XsdSchema } from '../../../test/fixtures/xsd.ts';
import { audit } from '../../audit/audit.ts';
import { facts } from '../../audit/facts.test.support.ts';
import { auditJunit } from './junit.ts';

const XSD = fileURLToPath(new URL('../../../test/fixtures/junit/junit.xsd', import.meta.url));
const schema = new XsdSchema(readFileSync(XSD, 'utf8'));
const lint = spawnSync('xmllint', ['--version']).error === undefined ? 'xmllint' : undefined;

/** By our own reader of the schema, and by libxml2 where it is there. */
function expectValid(xml: string): void {
  expect(schema.faults(xml)).toEqual([]);
  if (lint === undefined) return;
  const { status, stderr } = spawnSync(lint, ['--noout', '--schema', XSD, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, expect.stringContaining('validates')]);
}

describe('JUnit XML', () => {
  it('keeps to the schema: a whole audit, passing and failing', () => {
    expectValid(auditJunit(audit(facts(), { version: '0.1.0' })));
    expectValid(
      auditJunit(
        audit(facts({ generations: [], mixes: [], anchor: undefined, answers: {} }), { version: '1' }),
      ),
    );
  });

  it('keeps to the schema whatever names and texts an audit holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const results = fc.constantFrom(
      'passed' as const,
      'failed' as const,
      'not-answered' as const,
      'not-applicable' as const,
    );
    const any = fc.array(fc.tuple(results, text), { maxLength: 5 });
    fc.assert(
      fc.property(any, text, (items, line) => {
        const made = items.map(([result, words], i) =>
          item(`a.i${i}`, result, { why: words, question: words, evidence: [{ text: words, file: words }] }),
        );
        expect(schema.faults(auditJunit(auditOf(made, 50, { line })))).toEqual([]);
      }),
    );
  });

  it('keeps to the schema with a waiver, and under a gate on answers', () => {
    const waiver = { item: 'a', owner: 'zoe & co', reason: 'a < b', expires: '2027-01-01', where: 'x:1' };
    expectValid(
      auditJunit(
        auditOf([item('a.waived', 'waived', { waiver }), item('a.open', 'not-answered')], 10, {
          gate: { severity: 'high', score: 0, unanswered: true },
        }),
      ),
    );
  });
});

describe('the schema of JUnit XML', () => {
  const good = auditJunit(auditOf([item('a.bad', 'failed'), item('a.good', 'passed')]));

  it.each<[string, (xml: string) => string]>([
    ['a tag that is not closed', (xml) => xml.replace('</testsuite>', '')],
    ['text where there is none', (xml) => xml.replace('<testsuite ', 'words<testsuite ')],
    ['a case without a name', (xml) => xml.replace(' name="a.good"', '')],
    ['a name that is empty', (xml) => xml.replace('name="a.good"', 'name=""')],
    ['an attribute that nobody knows', (xml) => xml.replace('<testcase ', '<testcase colour="red" ')],
    ['a number that is none', (xml) => xml.replace('tests="2"', 'tests="two"')],
    ['a time below zero', (xml) => xml.replace('time="0"', 'time="-1"')],
    ['a moment with a zone', (xml) => xml.replace(/timestamp="[^"]+/, '$&Z')],
    ['a month that there is not', (xml) => xml.replace(/timestamp="\d{4}-\d\d/, 'timestamp="2026-13')],
    [
      'what stands out of order',
      (xml) =>
        xml
          .replace(/<properties>[\s\S]*<\/properties>/, '')
          .replace('<system-err/>', '<system-err/><properties/>'),
    ],
    ['two outcomes of one case', (xml) => xml.replace('</failure>', '</failure><skipped/>')],
    ['an element that nobody knows', (xml) => xml.replace('<system-out/>', '<system-out/><stdout/>')],
    ['another document', () => '<html/>'],
    ['an entity that is not declared', (xml) => xml.replace('novels', '&nbsp;')],
  ])('refuses %s', (_, change) => {
    expect(change(good)).not.toBe(good);
    expect(schema.faults(good)).toEqual([]);
    expect(schema.faults(change(good))).not.toEqual([]);
  });
});
