import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, EMPTY, HEALTHY, HOSTILE, REPORTS } from '../../test/fixtures/report.ts';
import { html } from './html.ts';

const NAMES = Object.keys(REPORTS);
const VOID = new Set(['meta', 'br']);

const TAG = /<(\/?)([a-zA-Z]\w*)((?:\s+[^\s=>]+="[^"]*")*)\s*(\/?)>/g;

const pages = new Map<string, Promise<string>>();

function pageOf(name: string): Promise<string> {
  const page = pages.get(name) ?? html(REPORTS[name]);
  pages.set(name, page);
  return page;
}

function withoutStyle(page: string): string {
  return page.replace(/<style>.*?<\/style>/s, '');
}

/** Tags of a page in order, its style sheet left out. */
function tags(page: string): { name: string; close: boolean; empty: boolean; text: string }[] {
  return [...withoutStyle(page).matchAll(TAG)].map(([text, slash, name, , end]) => ({
    name,
    close: slash === '/',
    empty: end === '/' || VOID.has(name),
    text,
  }));
}

describe.each(NAMES)('the page of %s', (name) => {
  it('has the same bytes each time', async () => {
    expect(await html(REPORTS[name])).toBe(await pageOf(name));
  });

  it('closes what it opens, and has no other angle bracket', async () => {
    const page = await pageOf(name);
    const open: string[] = [];
    const astray = tags(page).filter((tag) => {
      if (tag.close) return open.pop() !== tag.name;
      if (!tag.empty) open.push(tag.name);
      return false;
    });
    expect([...astray, ...open]).toEqual([]);
    expect(withoutStyle(page).replace('<!doctype html>', '').replace(TAG, '')).not.toMatch(/[<>]/);
  });

  it('loads nothing, runs nothing and has no style attribute', async () => {
    const page = await pageOf(name);
    const foreign = /^(script|link|iframe|img|object|embed|base|form|image|use)$/;
    const active = /\s(style|src|srcset|xlink:href|on\w+)=|\shref="(?!#)/;
    expect(tags(page).filter(({ name: tag, text }) => foreign.test(tag) || active.test(text))).toEqual([]);
    expect(page).not.toMatch(/@import|url\((?!#)/);
  });

  it('has ids that are unique, and links that lead to one', async () => {
    const page = await pageOf(name);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/(?:href="#|url\(#)([^")]*)/g)) expect(ids).toContain(target);
  });

  it('gives every heading cell of a table its scope, and every table a caption', async () => {
    const page = await pageOf(name);
    for (const { name: tag, close, text } of tags(page)) {
      if (tag === 'th' && !close) expect(text).toMatch(/scope="(col|row|rowgroup)"/);
    }
    expect(page.match(/<table/g)?.length).toBe(page.match(/<caption/g)?.length);
  });

  it('shows no number that does not exist, and no colour that one scheme cannot change', async () => {
    const page = await pageOf(name);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(tags(page).filter(({ text }) => /(?:fill|stroke)="(?:#|rgb)/.test(text))).toEqual([]);
  });
});

describe('html', () => {
  it('allows its own style sheet by digest and nothing else', async () => {
    const page = await html(HEALTHY);
    const style = /<style>(.*?)<\/style>/s.exec(page)![1];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it('has one first heading, which is the verdict', async () => {
    const page = await html(COLLAPSING);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toMatch(/<h1>.*<span class="word">late<\/span>/s);
    expect(page).toContain('<title>g6: late · Outcross report</title>');
  });

  it('tells every part of a line in order', async () => {
    const page = await html(COLLAPSING);
    const sections = [...page.matchAll(/<section id="([a-z]+)"/g)].map((match) => match[1]);
    expect(sections).toEqual([
      ...['trend', 'survival', 'rank', 'lost', 'categories', 'signals', 'generations'],
      ...['corpora', 'settings', 'guide'],
    ]);
  });

  it('leaves out what a single generation without signals does not have', async () => {
    const page = await html(EMPTY);
    const sections = [...page.matchAll(/<section id="([a-z]+)"/g)].map((match) => match[1]);
    expect(sections).toEqual(['rank', 'signals', 'corpora', 'settings', 'guide']);
  });

  it('shows hostile names as text', async () => {
    const page = await html(HOSTILE);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('[U+202E]');
    expect(page).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
  });

  it('follows the scheme of the reader, and prints light', async () => {
    const page = await html(HEALTHY);
    expect(page).toContain('@media (prefers-color-scheme:dark)');
    expect(page).toMatch(/@media print\{:root\{--paper:#faf9f6/);
  });

  it('says so where no generation was checked', async () => {
    expect(await html({ ...EMPTY, generations: [] })).toContain('No generation was checked');
  });
});

describe('a line of two hundred generations', () => {
  it('stays a page that a browser opens at once', async () => {
    const { trajectory } = COLLAPSING;
    const at = (index: number) => COLLAPSING.generations[index % 6];
    const generations = Array.from({ length: 200 }, (_, index) => ({ ...at(index), name: `g${index + 1}` }));
    const names = generations.map(({ name }) => name);
    const trends = trajectory!.trends.map((trend) => ({
      ...trend,
      points: names.map((generation, index) => ({ ...trend.points[index % 6], generation })),
    }));
    const page = await html({ ...COLLAPSING, generations, trajectory: { generations: names, trends } });
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).toContain('id="generation-200"');
    expect(page.match(/<figure/g)?.length).toBeLessThan(30);
  });
});
