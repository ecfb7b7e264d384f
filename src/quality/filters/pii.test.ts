import { describe, expect, it } from 'vitest';
import { measuresOf, PROSE } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const count = async (measure: string, text: string) => (await measuresOf('pii', text))[measure];

async function counts(measure: string, expected: number, texts: readonly string[]): Promise<void> {
  for (const text of texts) expect(await count(measure, text), text).toBe(expected);
}

describe('pii', () => {
  it('flags and does not reject, unless it is told to', async () => {
    const text = 'Write to jane.doe@example.org.';
    const flags = await createTextFilter({ profiles: ['pii'] });
    expect(flags.judge(text)).toMatchObject({
      keep: true,
      rejected: [],
      flagged: [{ rule: 'pii.email', value: 1 }],
    });
    const rejects = await createTextFilter({
      profiles: ['pii'],
      rules: { 'pii.email': { action: 'reject' } },
    });
    expect(rejects.judge(text)).toMatchObject({
      keep: false,
      rejected: [{ rule: 'pii.email' }],
      flagged: [],
    });
    expect(flags.judge(PROSE).flagged).toEqual([]);
  });

  it('counts mail addresses', async () => {
    await counts('email', 1, ['a@b.co', 'mail first.last+tag@sub.example.com, please', '<x_1@y-z.org>']);
    await counts('email', 0, ['a@b', '@user', 'a @ b.com', 'user@', 'x@y..z']);
  });

  it('counts telephone numbers', async () => {
    await counts('phone', 1, ['+49 30 1234 5678', '+1 (555) 123-4567', '(555) 123-4567', '555-123-4567']);
    await counts('phone', 0, ['1914-1918', '12345', '3.14159', '2024-01-31', '10.000.000']);
  });

  it('counts public internet addresses', async () => {
    await counts('ip-address', 1, [
      '8.8.8.8',
      'at 203.0.113.7.',
      '2001:db8::8a2e:370:7334',
      '2001:db8:0:0:1:0:0:1',
    ]);
    await counts('ip-address', 0, [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '172.16.5.5',
      '300.1.1.1',
      '1.2.3',
      '1.2.3.4.5',
    ]);
    await counts('ip-address', 0, ['12:30:45', 'a::b', '1:2:3']);
  });

  it('counts card numbers whose check digit is right', async () => {
    await counts('credit-card', 1, ['4111 1111 1111 1111', '5500-0000-0000-0004', '378282246310005']);
    await counts('credit-card', 0, [
      '4111 1111 1111 1112',
      '1234567890123456',
      '4444444444444444',
      '0000 0000 0000 0000',
    ]);
  });

  it('counts account numbers whose check digits are right', async () => {
    await counts('iban', 1, [
      'GB82 WEST 1234 5698 7654 32',
      'DE89370400440532013000',
      'FR1420041010050500013M02606',
    ]);
    await counts('iban', 0, ['GB82 WEST 1234 5698 7654 33', 'DE88370400440532013000', 'XX00']);
  });

  it('takes no more than a moment for what almost matches, again and again', async () => {
    for (const text of [
      '1-'.repeat(50_000),
      'a.'.repeat(50_000),
      'a@'.repeat(50_000),
      '1:'.repeat(50_000),
      'DE89 '.repeat(20_000),
    ]) {
      expect(await measuresOf('pii', text), text.slice(0, 6)).toMatchObject({
        email: 0,
        'credit-card': 0,
        iban: 0,
      });
    }
  });
});
