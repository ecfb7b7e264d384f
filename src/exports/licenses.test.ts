import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownLicense } from './licenses.ts';

const library = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
const spdx = join(library, 'res/schema/spdx.SNAPSHOT.schema.json');
const identifiers = new Set<string>(JSON.parse(readFileSync(spdx, 'utf8')).enum);

describe('knownLicense', () => {
  it('knows licences by their SPDX identifier, in any case of letters', () => {
    expect(knownLicense('cc-by-4.0')).toEqual({
      spdx: 'CC-BY-4.0',
      hub: 'cc-by-4.0',
      url: 'https://spdx.org/licenses/CC-BY-4.0.html',
    });
    expect(knownLicense(' ODBL-1.0 ')?.hub).toBe('odbl');
    expect(knownLicense('OGL-UK-3.0')).not.toHaveProperty('hub');
  });

  it('knows no others, and nothing that every object has', () => {
    for (const text of ['', 'free', 'constructor', '__proto__', 'CC-BY'])
      expect(knownLicense(text)).toBeUndefined();
  });

  it('has identifiers that SPDX lists', () => {
    const tried = [
      'MIT',
      'CC0-1.0',
      'CC-BY-SA-4.0',
      'ODbL-1.0',
      'PDDL-1.0',
      'CDLA-Sharing-1.0',
      'GFDL-1.3-or-later',
      'etalab-2.0',
      'C-UDA-1.0',
      'O-UDA-1.0',
    ];
    for (const name of tried) expect(identifiers.has(knownLicense(name)!.spdx)).toBe(true);
  });
});
