import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownSignal } from './glossary.ts';

const text = readFileSync(new URL('../../docs/signals.md', import.meta.url), 'utf8');
const sections = [...text.matchAll(/^## ([a-z][a-z0-9.-]+)$/gm)].map((match) => match[1]);

describe('docs/signals.md', () => {
  it('has a section only for signals that the glossary knows', () => {
    expect(sections.filter((id) => !isKnownSignal(id))).toEqual([]);
    expect(sections.length).toBeGreaterThan(15);
  });

  it('links every row of its table to a section that exists', () => {
    const anchors = sections.map((id) => id.replaceAll('.', ''));
    const links = [...text.matchAll(/\]\(#([a-z0-9-]+)\)/g)].map((match) => match[1]);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});
