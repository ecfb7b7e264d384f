import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
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

  it('knows a card number by what follows it too: its date, its check code, another group', async () => {
    await counts('credit-card', 1, [
      '4111 1111 1111 1111 12/26',
      '4111111111111111 12',
      '4111 1111 1111 1111 123',
      '4111-1111-1111-1111-99',
      'card 4111 1111 1111 1111, valid to 12',
      '378282246310005 1234',
    ]);
    await counts('credit-card', 2, ['4111 1111 1111 1111; 5500 0000 0000 0004']);
    await counts('credit-card', 0, [
      '4111 1111 1111 1112 12/26',
      '1 2 3 4 5 6 7 8 9 10 11 12',
      '3.4111111111111111',
      '',
    ]);
  });

  it('finds Luhn digits where a plain computation does', async () => {
    const filter = await createTextFilter({ profiles: ['pii'] });
    const value = (text: string) =>
      filter.explain(text).find(({ measure }) => measure === 'credit-card')?.value;
    const luhn = (digits: string) => {
      const parts = [...digits].reverse().map((digit, i) => Number(digit) * (i % 2 === 1 ? 2 : 1));
      return parts.map((n) => Math.floor(n / 10) + (n % 10)).reduce((a, b) => a + b, 0) % 10 === 0;
    };
    const numbers = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 20 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(numbers, (digits) => {
        const wanted =
          digits.length >= 13 &&
          digits.length <= 19 &&
          /^[3-6]/.test(digits) &&
          luhn(digits) &&
          !/^(.)\1+$/.test(digits);
        expect(value(`no. ${digits}!`), digits).toBe(wanted ? 1 : 0);
      }),
      { numRuns: runs(500) },
    );
  });

  it('knows an account number by the words that follow it', async () => {
    await counts('iban', 1, [
      'PL61 1090 1014 0000 0712 1981 2874 BANK',
      'ES91 2100 0418 4502 0005 1332 BIC CAIXESBB',
      'DE89 3704 0044 0532 0130 00 BIC COBADEFF',
      'NL91ABNA0417164300 BIC',
    ]);
    await counts('iban', 0, ['ES92 2100 0418 4502 0005 1332 BIC', 'GB82 WEST', 'AB12 CDEF GHIJ', 'IBAN']);
  });

  it('does not take small and overlong numbers behind a plus for telephone numbers', async () => {
    await counts('phone', 0, ['+123456', '+100000 users', '+1 2 34 56', '+1234567890123456789', '1+1234567']);
    await counts('phone', 1, ['+12025550123', '+442079460958', '+1-202-555-0123', 'call (202) 555-0123.']);
  });

  it('takes only addresses of the public internet', async () => {
    await counts('ip-address', 0, ['169.254.1.1', '172.31.255.255', '256.1.1.1', '1.2.3.4x', 'v1.2.3.4']);
    await counts('ip-address', 1, [
      '172.32.0.1',
      '172.15.0.1',
      '11.0.0.1',
      '223.255.255.255',
      '2a00:1450:4001:81b::200e',
      '1.1.1.1/24',
    ]);
  });

  it('takes no mail address out of what only looks like one', async () => {
    await counts('email', 0, ['a@b.c', 'me@example', '@example.com', 'me@.com', 'me@-.c', 'a@b..com', '']);
    await counts('email', 2, ['a@b.com,c@d.org', 'a@b.com a@b.com']);
    await counts('email', 1, [
      'mailto:me@example.org',
      'ME@EXAMPLE.ORG',
      'üme@example.org',
      '"me"@x.org me@x.org',
    ]);
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
