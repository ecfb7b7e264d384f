import { describe, expect, it } from 'vitest';
import { workspaces } from '../fixtures.test.support.ts';
import { validateWorkspace } from '../validate.ts';
import { isDay, waiverErrors } from './waivers.ts';

const { make } = workspaces();
const waiver = (item: string, expires: string) =>
  `waivers:\n  - item: ${item}\n    owner: zoe\n    reason: soon\n    expires: ${expires}\n`;

describe('waiverErrors', () => {
  it('finds nothing wrong with a waiver of an item that there is', async () => {
    expect(waiverErrors(await make(waiver('sources.licensed', '2027-03-31')))).toEqual([]);
    expect(waiverErrors(await make('line: x\n'))).toEqual([]);
  });

  it('names the line of an unknown item, and the nearest right spelling', async () => {
    const [error] = waiverErrors(await make(waiver('sources.licenced', '2027-03-31')));
    expect(error).toMatchObject({
      code: 'E_CONFIG',
      where: expect.stringMatching(/outcross\.yaml:2$/),
      hint: 'Did you mean "sources.licensed"?',
    });
    const [strange] = waiverErrors(await make(waiver('xyzzy', '2027-03-31')));
    expect(strange.hint).toContain('outcross audit --all');
  });

  it('finds days that no calendar has', async () => {
    const [error] = waiverErrors(await make(waiver('sources.licensed', '2027-02-30')));
    expect(error).toMatchObject({ code: 'E_CONFIG', where: expect.stringMatching(/outcross\.yaml:5$/) });
    expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-13-01')]).toEqual([true, false, false]);
  });

  it('is part of what outcross validate finds', async () => {
    const found = await validateWorkspace(await make(waiver('sources.licenced', '2027-03-31')));
    expect(found.map(({ id, severity }) => [id, severity])).toContainEqual(['config.E_CONFIG', 'critical']);
  });
});
