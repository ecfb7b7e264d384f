import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mailbox } from './mailbox.ts';

describe('Mailbox', () => {
  it('gives the items in the order they came, whoever comes first, item or reader', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (readFirst) => {
        const box = new Mailbox<number>();
        const got: Promise<number>[] = [];
        for (const [i, early] of readFirst.entries()) {
          // One reader at a time: an early one waits for this very item.
          if (early && got.length === i) got.push(box.take());
          box.put(i);
        }
        while (got.length < readFirst.length) got.push(box.take());
        expect(await Promise.all(got)).toEqual(readFirst.map((_, i) => i));
      }),
    );
  });
});
