import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import type { SourceFacts } from './dataset.ts';
import { crawled } from './eu-crawled.ts';
import { grouped } from './eu-groups.ts';
import { factsOf, HOSTILE } from './fixtures.test.support.ts';

/** Section 2.3 of a set whose source `press` was crawled, and whose source `assistant` has a category. */
function section(press: SourceFacts) {
  const facts = factsOf({
    dataset: {
      sources: { press: { category: 'crawled', ...press }, assistant: { category: 'synthetic' } },
    },
  });
  const asked = new Asked();
  const parts = crawled(grouped(facts, asked), asked);
  return { parts, text: parts.join('\n\n'), missing: asked.missing };
}

const rowsBelow = (text: string) =>
  text
    .split('| Domain | Bytes |\n| --- | --- |\n')[1]
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '));

describe('crawled', () => {
  it('asks for every fact of a crawler that nobody stated, by the place where it belongs', () => {
    expect(section({}).missing).toEqual(
      ['crawler.names', 'crawler.purpose', 'crawler.behaviour', 'collected', 'description', 'domains'].map(
        (fact) => `dataset.sources.press.${fact}`,
      ),
    );
  });

  it('is one answer where nothing was crawled', () => {
    const facts = factsOf({
      dataset: { sources: { press: { category: 'public' }, assistant: { category: 'user' } } },
    });
    const asked = new Asked();
    expect(crawled(grouped(facts, asked), asked)).toEqual([
      '| Question | Answer |\n| --- | --- |\n| Were crawlers used by the provider or on its behalf? | No |',
    ]);
    expect(asked.missing).toEqual([]);
  });

  it('is read by a person as questions and answers', () => {
    const crawler = {
      names: ['examplebot', 'otherbot'],
      purpose: 'News.',
      behaviour: 'Keeps to robots.txt.',
    };
    expect(
      section({ crawler, collected: { to: '2021-05' }, domains: { 'a.example': 12_345 } }).text,
    ).toMatchInlineSnapshot(`
      "| Question | Answer |
      | --- | --- |
      | Were crawlers used by the provider or on its behalf? | Yes |

      | Question | Answer |
      | --- | --- |
      | Source | press |
      | Size | 40 examples, 360 tokens |
      | Crawler name(s) or identifier(s) | examplebot, otherbot |
      | Purposes of the crawler(s) | News. |
      | General description of crawler behaviour | Keeps to robots.txt. |
      | Period of data collection | not stated to 2021-05 |
      | Description of the types of content and online sources crawled | not stated |

      Top 10% of all domain names by size of the content scraped (1 of 1):

      | Domain | Bytes |
      | --- | --- |
      | a.example | 12,345 |"
    `);
  });

  it('lists a tenth of the domains, rounded up, and never one that is smaller than one left out', () => {
    const domains = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}\.example$/), fc.nat(1000), {
      minKeys: 1,
      maxKeys: 45,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(domains, (sizes) => {
        const rows = rowsBelow(section({ domains: sizes }).text);
        const all = Object.values(sizes).sort((a, b) => b - a);
        expect(rows).toHaveLength(Math.ceil(all.length / 10));
        expect(rows.map(([, bytes]) => Number(bytes.replaceAll(',', '')))).toEqual(all.slice(0, rows.length));
        expect(new Set(rows.map(([domain]) => domain)).size).toBe(rows.length);
        for (const [domain, bytes] of rows) expect(sizes[domain]).toBe(Number(bytes.replaceAll(',', '')));
      }),
    );
  });

  it('orders domains of one size by name, whatever their order in the file', () => {
    const names = Array.from({ length: 30 }, (_, i) => `d${String(i).padStart(2, '0')}.example`);
    const domains = (order: readonly string[]) => Object.fromEntries(order.map((name) => [name, 7]));
    const expected = section({ domains: domains(names) }).text;
    expect(rowsBelow(expected).map(([domain]) => domain)).toEqual(names.slice(0, 3));
    expect(section({ domains: domains([...names].reverse()) }).text).toBe(expected);
  });

  it('names each domain of a list once, in order, and asks for the bytes', () => {
    const { text, missing } = section({ domains: ['b.example', 'a.example', 'b.example'] });
    expect(text).toContain('all 2 domain names are listed: a.example, b.example');
    expect(missing).toContain('dataset.sources.press.domains (the bytes of each)');
  });

  it('takes no domains for domains that nobody stated, in a list or not', () => {
    for (const domains of [[], {}]) {
      const { text, missing } = section({ domains });
      expect(text).toContain('Top 10% of all domain names by size: not stated');
      expect(missing).toContain('dataset.sources.press.domains');
    }
  });

  it('keeps a row a domain, whatever a domain is called', () => {
    for (const name of HOSTILE) {
      const domains = Object.fromEntries([[name, 5]]);
      const table = section({ domains }).parts.at(-1)!.split('\n\n')[1].split('\n');
      expect(table, name).toHaveLength(3);
      expect(table[2].replaceAll(/\\./g, '').split('|')).toHaveLength(4);
    }
  });
});
