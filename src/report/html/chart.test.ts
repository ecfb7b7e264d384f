import { describe, expect, it } from 'vitest';
import { adopted, loadDraw } from './chart.ts';
import { errorBars } from './error-bars.ts';
import { stand } from './palette.ts';

const DRAWING = {
  id: 'a',
  width: 200,
  height: 100,
  label: 'A <line> of "two"',
  option: {
    xAxis: { type: 'category', data: ['<b>', '&'] },
    yAxis: { type: 'value' },
    series: [
      { type: 'line', data: [1, 2], itemStyle: { color: stand('late') }, lineStyle: { color: stand('ink') } },
      errorBars([{ at: 0, low: 0.5, high: 1.5, role: 'soft' }]),
    ],
  },
  hint: (series: number, index: number) => (series === 0 ? `point ${index} <i>` : undefined),
};

describe('a drawing', () => {
  it('is one svg with a label and a view box, which scales', async () => {
    const draw = await loadDraw();
    const { text } = draw(DRAWING);
    expect(text).toMatch(
      /^<svg role="img" aria-label="A &lt;line&gt; of &quot;two&quot;" viewBox="0 0 200 100">.*<\/svg>$/,
    );
    expect(text.slice(0, text.indexOf('>'))).not.toMatch(/ (width|height)=/);
  });

  it('has no styles, classes or running ids, so the same drawing has the same bytes', async () => {
    const draw = await loadDraw();
    const { text } = draw(DRAWING);
    expect(text).not.toMatch(/<style|style=|class=|zr\d|ecmeta|\n/);
    expect(draw(DRAWING).text).toBe(text);
  });

  it('gives ids that belong to it alone', async () => {
    const draw = await loadDraw();
    const ids = (id: string) =>
      [...draw({ ...DRAWING, id }).text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids('a').length).toBeGreaterThan(0);
    expect(ids('a').every((id) => id.startsWith('a-'))).toBe(true);
    expect(ids('a').some((id) => ids('b').includes(id))).toBe(false);
  });

  it('follows the scheme', async () => {
    const { text } = (await loadDraw())(DRAWING);
    expect(text).toContain('var(--late)');
    expect(text).toContain('var(--ink)');
    expect(text).toContain('var(--soft)');
    expect(text).not.toContain('#00c0');
  });

  it('says what a point is when pointed at, escaped', async () => {
    const { text } = (await loadDraw())(DRAWING);
    expect(text.match(/<title>point \d &lt;i&gt;<\/title>/g)).toHaveLength(2);
  });

  it('escapes names on its axes', async () => {
    const { text } = (await loadDraw())(DRAWING);
    expect(text).toContain('>&lt;b&gt;</text>');
    expect(text).toContain('>&amp;</text>');
  });
});

describe('adopted', () => {
  it('turns styles of text into attributes', () => {
    const svg =
      '<svg viewBox="0 0 1 1"><text style="font-size:12px;font-family:x;font-weight:bold;" y="1">t</text></svg>';
    expect(adopted(svg, { id: 'a', label: '' })).toContain(
      '<text font-size="12" font-weight="bold" y="1">t</text>',
    );
  });

  it('renames ids where they are used too', () => {
    const svg = '<svg viewBox="0 0 1 1"><g clip-path="url(#zr17-c0)"/><clipPath id="zr17-c0"/></svg>';
    expect(adopted(svg, { id: 'x', label: '' })).toContain(
      '<g clip-path="url(#x-c0)"/><clipPath id="x-c0"/>',
    );
  });
});

describe('errorBars', () => {
  it('leaves out intervals that do not exist', () => {
    const bars = errorBars([
      { at: 0, low: Number.NaN, high: 1, role: 'late' },
      { at: 1, low: 0.2, high: Number.POSITIVE_INFINITY, role: 'late' },
      { at: 2, low: 0.2, high: 0.3, role: 'late' },
    ]);
    expect(bars.data).toEqual([[2, 0.2, 0.3]]);
  });
});
