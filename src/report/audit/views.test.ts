import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { audit, pressing } from '../../audit/audit.ts';
import { facts } from '../../audit/facts.test.support.ts';
import { ITEMS } from '../../audit/items.ts';
import { cellWidth } from '../terminal/cells.ts';
import { visible } from '../visible.ts';
import { GREEN, HOSTILE, RED } from './audit.test.support.ts';
import { auditHtml } from './html.ts';
import { auditJson } from './json.ts';
import { auditJunit, escapeXml } from './junit.ts';
import { auditMarkdown } from './markdown.ts';
import { auditSarif } from './sarif.ts';
import { auditTerminal } from './terminal.ts';

// The package is CommonJS: its function is the default of its default.
const addFormats = addFormatsModule as unknown as (ajv: Ajv | Ajv2020) => void;
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const look = { columns: 80, colour: false };
const hiddenIn = (text: string) => [...text].filter((character) => visible(character) !== character);

describe('an audit as JSON', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(read('../../../schemas/audit.schema.json'));

  it.each([
    ['green', GREEN],
    ['red', RED],
    [
      'of nothing',
      audit(facts({ generations: [] }), { version: '1', when: ['after-training'], stages: ['health'] }),
    ],
  ])('keeps to its schema: %s', (_, found) => {
    validate(JSON.parse(auditJson(found)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema where a part is wrong', () => {
    expect(validate({ ...GREEN, score: 101 })).toBe(false);
    expect(validate({ ...GREEN, mood: 'good' })).toBe(false);
  });
});

describe('an audit on a terminal', () => {
  it('says first how it ended, then what failed with the command that mends it, the most severe first', () => {
    const text = auditTerminal(RED, look);
    expect(text.split('\n')[0]).toMatch(/: failed {3}score [\d.]+ of 100$/);
    const [first] = pressing(RED.items, 'failed');
    expect(text).toContain(`critical  ${first.id}`);
    const places = pressing(RED.items, 'failed').map(({ id }) => text.indexOf(id));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('outcross audit answer ITEM yes|no|not-applicable');
  });

  it('prints a command once that mends several items', () => {
    const never = audit(
      { ...facts(), checks: [{ ...facts().checks[0], at: 0, positions: [1] }] },
      { version: '1' },
    );
    const text = auditTerminal(never, look);
    expect(text.match(/^ {4}outcross check$/gm)).toHaveLength(1);
    expect(text).toContain('    Mended with health.fresh, above.');
  });

  it('hides what needs nobody until it is asked for', () => {
    expect(auditTerminal(GREEN, look)).not.toContain('sources.tagged');
    const all = auditTerminal(GREEN, { ...look, all: true });
    for (const { id } of ITEMS) expect(all).toContain(id);
    expect(auditTerminal(RED, { ...look, all: true })).toContain('Waived');
  });

  it.each([60, 80, 120])(
    'fits into %i columns, commands alone excepted, and hides no control character',
    (columns) => {
      const text = auditTerminal(RED, { columns, colour: false, all: true });
      const commands = new Set(
        text.split('\n').filter((line) => /^ {4}(outcross|\.\/train|mv|[^ ]+ \\$)|^ {6}/.test(line)),
      );
      for (const line of text.split('\n'))
        if (!commands.has(line)) expect([line, cellWidth(line) <= columns]).toEqual([line, true]);
      for (const line of text.split('\n')) expect(visible(line)).toBe(line);
      expect(text).toContain('[U+202E]');
    },
  );

  it('colours only where it is told to', () => {
    expect(auditTerminal(RED, look)).not.toContain('\u001b[');
    expect(auditTerminal(RED, { ...look, colour: true })).toContain('\u001b[');
  });
});

describe('an audit as Markdown', () => {
  it('shows each failing item with its command in a block of its own', () => {
    const text = auditMarkdown(RED);
    expect(text).toContain('### Outcross audit of');
    expect(text).toContain('```sh\n./train.sh mixes/train-3.jsonl && outcross check\n```');
    for (const { id } of pressing(RED.items, 'failed')) expect(text).toContain(`\`${id}\``);
    expect(text).toMatch(/<summary>\d+ not answered<\/summary>/);
  });

  it('lets no name act', () => {
    const text = auditMarkdown(RED);
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/(?<!<span>)@team/);
    expect(text).not.toContain('\u202e');
  });

  it('is short where nothing fails', () => {
    expect(auditMarkdown(GREEN).split('\n').length).toBeLessThan(25);
  });
});

describe('an audit as a page', () => {
  it('loads nothing, runs nothing, and escapes what it shows', () => {
    const page = auditHtml(RED);
    expect(page).not.toMatch(/<script|<img|https?:\/\/|url\(/);
    expect(page).toContain('&lt;img src=x onerror=1&gt;');
    expect(page).toContain("default-src 'none'".replaceAll("'", '&#39;').replaceAll('&#39;', "'"));
    expect(page).toContain(
      '<pre><code>./train.sh mixes/train-3.jsonl &amp;&amp; outcross check</code></pre>',
    );
  });

  it('is the same for the same audit, and names every item', () => {
    expect(auditHtml(GREEN)).toBe(auditHtml(GREEN));
    for (const { id } of ITEMS) expect(auditHtml(GREEN)).toContain(id);
  });
});

describe('an audit as SARIF', () => {
  // A pattern of the standard is none under the flag u.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(read('../../../test/fixtures/sarif/sarif-schema-2.1.0.json'));
  const runOf = (found: typeof RED) => JSON.parse(auditSarif(found, 'outcross.yaml')).runs[0];

  it.each([
    ['green', GREEN],
    ['red', RED],
  ])('keeps to the schema of SARIF 2.1.0: %s', (_, found) => {
    validate(JSON.parse(auditSarif(found, 'my conf/outcross#1.yaml')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema where a part is wrong', () => {
    const document = JSON.parse(auditSarif(RED, 'outcross.yaml'));
    document.runs[0].results[0].level = 'critical';
    expect(validate(document)).toBe(false);
  });

  it('has a result for each item that needs somebody, each with a rule and a place', () => {
    const { results, tool } = runOf(RED);
    const { counts } = RED;
    expect(results).toHaveLength(counts.failed + counts['not-answered'] + counts.waived);
    for (const { ruleId, ruleIndex, locations, kind, level } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[^ #]+$/);
      expect([kind === 'open', level === 'none']).toEqual([kind === 'open', kind === 'open']);
    }
    expect(runOf(GREEN).results).toEqual([]);
  });

  it('suppresses what is waived, with who answers for it', () => {
    const waived = runOf(RED).results.find(({ ruleId }: { ruleId: string }) => ruleId === 'health.fresh');
    expect(waived.suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
    expect(waived.suppressions[0].justification).toContain('until 2026-06-15: holidays');
  });

  it('points to the line of outcross.yaml that is to be edited', () => {
    const found = audit({ ...facts(), config: { ...facts().config, mode: 'replace' } }, { version: '1' });
    const [result] = runOf(found).results;
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'outcross.yaml' },
      region: { startLine: 10 },
    });
  });
});

/** Elements of an XML document by name, each with its attributes; throws where tags do not match. */
function elements(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const tag = /<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|<|(&(?!(?:amp|lt|gt|quot|apos);))/g;
  for (const [whole, closes, name, attributes, alone] of xml.replace(/^<\?xml[^?]*\?>/, '').matchAll(tag)) {
    if (name === undefined) throw new Error(`"${whole}" is no part of XML`);
    if (closes === '/') {
      if (open.pop() !== name) throw new Error(`${name} ends where it does not begin`);
      continue;
    }
    const pairs = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
    found.push({ name, attributes: Object.fromEntries(pairs) });
    if (alone === '') open.push(name);
  }
  if (open.length > 0) throw new Error(`${open} do not end`);
  return found;
}

describe('an audit as JUnit', () => {
  it.each([
    ['green', GREEN],
    ['red', RED],
  ])('is well-formed, with the attributes that strict readers ask for: %s', (_, found) => {
    const all = elements(auditJunit(found));
    const suites = all.filter(({ name }) => name === 'testsuite');
    expect(suites).toHaveLength(found.scores.length);
    for (const { attributes } of suites) {
      expect(Object.keys(attributes).sort()).toEqual(
        'errors failures hostname id name package skipped tests time timestamp'.split(' '),
      );
      expect(attributes['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    }
    const cases = all.filter(({ name }) => name === 'testcase');
    expect(cases.map(({ attributes }) => attributes['name'])).toEqual(
      found.scores.flatMap(({ stage }) =>
        found.items.filter((item) => item.stage === stage).map(({ id }) => id),
      ),
    );
    for (const { attributes } of cases)
      expect(Object.keys(attributes).sort()).toEqual(['classname', 'name', 'time']);
    const sum = (key: string) => suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
    expect(sum('tests')).toBe(cases.length);
    expect(sum('failures')).toBe(all.filter(({ name }) => name === 'failure').length);
    expect(sum('skipped')).toBe(all.filter(({ name }) => name === 'skipped').length);
    expect(all[0].attributes['failures']).toBe(String(sum('failures')));
  });

  it('fails what failed, and what is not answered only where the gate asks for answers', () => {
    const failures = (found: typeof RED) =>
      elements(auditJunit(found)).filter(({ name }) => name === 'failure').length;
    expect(failures(RED)).toBe(RED.counts.failed);
    const strict = { ...RED, gate: { ...RED.gate, unanswered: true } };
    expect(failures(strict)).toBe(RED.counts.failed + RED.counts['not-answered']);
  });

  it('holds no character that XML does not know', () => {
    const escaped = escapeXml(`a\u0000\u001b\ufffe<&>"'${HOSTILE}`);
    expect(hiddenIn(escaped)).toEqual([]);
    expect(escaped).not.toMatch(/[<>"'\ufffe]/);
    expect(escapeXml('one\ntwo')).toBe('one\ntwo');
  });
});
