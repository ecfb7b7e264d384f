import { describe, expect, it } from 'vitest';
import {
  COLLAPSING,
  EMPTY,
  HEALTHY,
  HOSTILE,
  INCONCLUSIVE,
  REPORTS,
  WITHOUT_PASSAGES,
} from '../../test/fixtures/report.ts';
import { markdown } from './markdown.ts';

describe('markdown', () => {
  it('says the verdict and the gate in its heading', () => {
    expect(markdown(COLLAPSING).split('\n')[0]).toBe('### Outcross: 🔴 late (❌ failed)');
    expect(markdown(HEALTHY).split('\n')[0]).toBe('### Outcross: 🟢 healthy (✅ passed)');
  });

  it('gives every generation a row with its verdict and why', () => {
    const text = markdown(COLLAPSING);
    expect(text).toContain('| `g2` | 🟠 **early** | Tail coverage is 0.66 of human');
    expect(text.match(/^\| `g\d` \|/gm)).toHaveLength(6);
  });

  it('names the remedy, and the sample that would decide', () => {
    expect(markdown(COLLAPSING)).toContain('**What to do.** Go back to g1');
    expect(markdown(INCONCLUSIVE)).toContain('A sample of 180,000 tokens a side would decide.');
  });

  it.each(Object.keys(REPORTS))('keeps every row of a table as wide as its heading: %s', (name) => {
    const lines = markdown(REPORTS[name]).split('\n');
    lines.forEach((line, index) => {
      if (!line.startsWith('|') || !lines[index - 1]?.startsWith('|')) return;
      expect(line.split(' | ').length, line).toBe(lines[index - 1].split(' | ').length);
    });
  });

  it('shows lost words in the passages that held them, and without where there are none', () => {
    expect(markdown(COLLAPSING)).toContain(
      '| `corncrake` | 6 | The ferryman kept a <b>corncrake</b> in a willow',
    );
    expect(markdown(WITHOUT_PASSAGES)).toContain('| `corncrake` | 6 |  |');
  });

  it('lets no stranger write tags, cells, mentions or links', () => {
    const text = markdown(HOSTILE).replace(/`[^`\n]+`/g, '');
    expect(text).not.toMatch(/<script|<img|javascript:/);
    expect(text).not.toMatch(/(^|[^>])@everyone/);
    expect(text).not.toMatch(/https?:\/\//);
    expect(markdown(HOSTILE)).not.toMatch(/[^\P{Cc}\n]|[\u202e\u2066]/u);
  });

  it('says so where nothing was measured', () => {
    expect(markdown(EMPTY)).toContain('No signal could be measured.');
    expect(markdown({ ...EMPTY, generations: [] })).toContain('no generation was checked');
  });

  it('stays below the size of a comment for a long line', () => {
    const generations = Array.from({ length: 500 }, () => ({
      ...COLLAPSING.generations[5],
      why: 'w'.repeat(5000),
    }));
    const text = markdown({ ...COLLAPSING, generations });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('460 earlier generations');
  });

  it('counts findings beyond twenty', () => {
    const findings = Array.from({ length: 25 }, () => COLLAPSING.findings[0]);
    expect(markdown({ ...COLLAPSING, findings })).toContain('- and 5 more');
  });
});
