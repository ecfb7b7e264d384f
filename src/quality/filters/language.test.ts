import { describe, expect, it } from 'vitest';
import { measuresOf, PROSE } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const GERMAN =
  'Der Hafen war die meiste Zeit der Woche ruhig gewesen, und die Männer, die dort arbeiteten, waren froh darüber. ' +
  'Niemand hätte erwartet, dass vor Sonntag ein Schiff einläuft, geschweige denn eines mit Fahrgästen an Bord.';

async function broken(text: string, languages?: readonly string[]): Promise<string[]> {
  const filter = await createTextFilter({ profiles: ['language'], ...(languages ? { languages } : {}) });
  return filter.judge(text).rejected.map(({ rule }) => rule);
}

describe('language', () => {
  it('lets English pass where nothing else is said, and other languages where they are named', async () => {
    expect(await broken(PROSE)).toEqual([]);
    expect(await broken(GERMAN)).toContain('language.share');
    expect(await broken(GERMAN, ['en', 'de'])).toEqual([]);
    expect(await broken(PROSE, ['de'])).toContain('language.share');
  });

  it('drops what is in no language', async () => {
    for (const text of ['', '12345 67890', '?!', '\ud800']) {
      expect(await broken(text), JSON.stringify(text)).toEqual(['language.share', 'language.score']);
    }
  });

  it('looks at the beginning, the middle and the end of a long text', async () => {
    const english = PROSE.repeat(10);
    const german = GERMAN.repeat(30);
    expect((await measuresOf('language', english + german))['share']).toBeLessThan(1);
    expect((await measuresOf('language', english + german))['share']).toBeGreaterThan(0);
    expect((await measuresOf('language', english))['share']).toBe(1);
  });

  it('refuses a language that the detector does not know, and none', async () => {
    await expect(broken('', ['klingon'])).rejects.toMatchObject({ code: 'E_PARAMETER', where: 'languages' });
    await expect(broken('', [])).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });
});
