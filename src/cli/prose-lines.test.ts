import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../report/terminal/cells.ts';
import { paint } from '../report/terminal/paint.ts';
import { proseLines } from './prose-lines.ts';

const plain = (...given: Parameters<typeof proseLines>) => paint(proseLines(...given), 1000, false);

describe('proseLines', () => {
  it('breaks between words, each line indented', () => {
    expect(plain('one two three four', 12, { indent: 2 })).toBe('  one two\n  three four\n');
  });

  it('puts the head before the text, in bold over the end of a line, and nothing else', () => {
    const coloured = paint(proseLines('and the rest', 10, { head: 'A long head: ' }), 10, true);
    expect(coloured).toBe('\u001b[1mA long\u001b[0m\n\u001b[1mhead:\u001b[0m and\nthe rest\n');
  });

  it('puts what follows the head beside it, with a space only where there is one', () => {
    expect(plain(': out.jsonl', 40, { head: '3 of 4 stay' })).toBe('3 of 4 stay: out.jsonl\n');
    expect(paint(proseLines('', 40, { head: 'alone' }), 40, true)).toBe('\u001b[1malone\u001b[0m\n');
  });

  it('is nothing where there is nothing to say', () => {
    expect(proseLines('', 40)).toEqual([]);
  });

  it('loses no character that is no space, and keeps to the room, whatever the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '漢', '🌳', ' ', '.', '-', '%'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 12, max: 60 }), (head, rest, room) => {
        const said = plain(rest, room, { head, indent: 4 });
        expect(said.replace(/[ \n]/g, '')).toBe((head + rest).replaceAll(' ', ''));
        for (const line of said.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(room);
      }),
    );
  });
});
