import { describe, expect, it } from 'vitest';
import { COLLAPSING, EMPTY, HEALTHY, HOSTILE } from '../../../test/fixtures/report.ts';
import type { Report } from '../report.ts';
import { loadDraw } from './chart.ts';
import { evidence } from './evidence.ts';
import { page } from './page.ts';

const draw = await loadDraw();
const NOBODY: Report = { ...HEALTHY, generations: [] };

/** Headings of the sections, in order. */
const headings = (report: Report) =>
  [...page(report, draw).text.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, heading]) => heading);

describe('the body of the page', () => {
  it('gives the line first, then its last generation, then all figures, then how they came about', () => {
    expect(headings(COLLAPSING)).toMatchInlineSnapshot(`
      [
        "What to do",
        "What the verdict speaks of",
        "Trend",
        "Survival by frequency",
        "Rank and frequency",
        "Where the tail went",
        "Categories",
        "Signals",
        "Generation by generation",
        "Inputs and provenance",
        "Settings",
        "How to read this",
      ]
    `);
  });

  it('leaves out of a single generation what only a line has', () => {
    expect(headings(HEALTHY)).toMatchInlineSnapshot(`
      [
        "What to do",
        "What the verdict speaks of",
        "Survival by frequency",
        "Rank and frequency",
        "Categories",
        "Signals",
        "Inputs and provenance",
        "Settings",
        "How to read this",
      ]
    `);
  });

  it('says so where no generation was checked, and breaks nothing', () => {
    const { text } = page(NOBODY, draw);
    expect(text).toContain('<h1>No generation was checked</h1>');
    expect(text).toContain('This page loads nothing and runs nothing.');
    expect(headings(NOBODY)).not.toContain('Generation by generation');
  });

  it('names the last generation of a line, and how long the line is', () => {
    expect(page(COLLAPSING, draw).text).toContain('g6, the last of 6 generations');
    expect(page(HEALTHY, draw).text).not.toContain('the last of');
  });

  it('lets no name of a stranger become markup', () => {
    expect(page(HOSTILE, draw).text).not.toMatch(/<script|<img|onerror=(?!&quot;)["']/);
  });
});

describe('evidence', () => {
  it('is a list of sections, absent where there is nothing to show', () => {
    const shown = (report: Report) =>
      evidence(report, draw).filter((section) => section !== undefined).length;
    expect(shown(COLLAPSING)).toBeGreaterThan(shown(HEALTHY));
    expect(shown(EMPTY)).toBeLessThanOrEqual(shown(HEALTHY));
    expect(evidence(NOBODY, draw).length).toBe(evidence(COLLAPSING, draw).length);
  });
});
