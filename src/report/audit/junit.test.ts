import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { auditJunit, escapeXml } from './junit.ts';

/** What XML 1.0 allows in character data (production 2), less what it writes as entities. */
const CHARACTER_DATA =
  /^(?:[\t\n\r\x20-\x21\x23-\x25\x28-\x3b\x3d\x3f-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff]|&(?:amp|lt|gt|quot|apos);)*$/;
const FROM: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const read = (xml: string) => xml.replace(/&(\w+);/g, (_, name: string) => FROM[name]);

describe('escapeXml', () => {
  it('gives character data that XML 1.0 allows, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeXml(text)).toMatch(CHARACTER_DATA);
      }),
    );
  });

  it('is read back as it was, where all of it can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(read(escapeXml(text))).toBe(text);
      }),
    );
  });

  it('bears what has no place in XML', () => {
    expect(escapeXml('\ud800\u0000\r\t\uffff]]>')).toBe('[U+D800][U+0000][U+000D][U+0009]?]]&gt;');
  });
});

describe('an audit as JUnit', () => {
  it('is a suite a stage and a case an item', () => {
    const audit = auditOf([
      item('a.good', 'passed'),
      item('a.bad', 'failed', { evidence: [{ text: 'a < b', file: 'x' }] }),
      item('a.open', 'not-answered'),
      item('a.none', 'not-applicable'),
    ]);
    expect(auditJunit(audit)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="outcross audit" tests="4" failures="1" errors="0" skipped="2" time="0">
        <testsuite id="0" name="sources" package="outcross.audit" hostname="localhost" timestamp="2026-01-31T00:00:00" tests="4" failures="1" errors="0" skipped="2" time="0">
          <properties>
            <property name="line" value="novels"/>
          </properties>
          <testcase classname="outcross.audit.sources" name="a.good" time="0"/>
          <testcase classname="outcross.audit.sources" name="a.bad" time="0">
            <failure type="high" message="Is a.bad in order? it is failed">a &lt; b (x)
      outcross mend a.bad</failure>
          </testcase>
          <testcase classname="outcross.audit.sources" name="a.open" time="0">
            <skipped message="not answered: it is not-answered"/>
          </testcase>
          <testcase classname="outcross.audit.sources" name="a.none" time="0">
            <skipped message="it is not-applicable"/>
          </testcase>
          <system-out/>
          <system-err/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('says who waived an item and why', () => {
    const waiver = { item: 'a', owner: 'zoe & "co"', reason: '<r>', expires: '2030-01-01', where: 'x:1' };
    expect(auditJunit(auditOf([item('a', 'waived', { waiver })]))).toContain(
      '<skipped message="waived by zoe &amp; &quot;co&quot; until 2030-01-01: &lt;r&gt;"/>',
    );
  });

  it('counts what a gate on answers fails', () => {
    const gate = { severity: 'high' as const, score: 0, unanswered: true };
    const text = auditJunit(auditOf([item('a', 'not-answered'), item('b', 'waived')], 0, { gate }));
    expect(text).toContain('tests="2" failures="1" errors="0" skipped="1"');
  });

  it('is a document of no suites where no stage was asked', () => {
    const text = auditJunit(auditOf([], 0, { scores: [] }));
    expect(text).toContain('tests="0" failures="0"');
    expect(text).not.toContain('<testsuite ');
  });
});
