import { describe, expect, it } from 'vitest';
import { workspaces } from '../fixtures.test.support.ts';
import { configFacts, sourceFacts, waiverFacts } from './config.ts';

const { make } = workspaces();
const SOURCES = `dataset:
  sources:
    press:
      category: licensed
      license: CC0-1.0
      rightsHolder: { name: library }
      collected: { from: "2020-01-01" }
    web: {}
`;

describe('configFacts', () => {
  it('fills in what nobody said', async () => {
    expect(configFacts(await make('line: x\n'))).toMatchObject({
      failOn: ['early', 'late'],
      gate: { severity: 'high', score: 0, unanswered: false },
      checkEvery: 30,
      drillEvery: 90,
      webhook: false,
      mode: 'accumulate',
    });
  });

  it('keeps what was said, also where it is nothing', async () => {
    const workspace = await make('line: x\ngates:\n  failOn: []\n  checkEvery: 1\n');
    expect(configFacts(workspace)).toMatchObject({ failOn: [], checkEvery: 1, drillEvery: 90 });
  });

  it('gives the same digest to the same policy, wherever it stands', async () => {
    const [a, b] = [await make('line: x\n'), await make('# a comment\n\nline: y\n')];
    expect(configFacts(a).policy).toMatch(/^[0-9a-f]{64}$/);
    expect(configFacts(a).policy).toBe(configFacts(b).policy);
  });
});

describe('sourceFacts', () => {
  it('says what the configuration says, and lets the ledger win', async () => {
    const workspace = await make(`line: x\n${SOURCES}`);
    const registered = { name: 'press', license: 'MIT', collected: false, seq: 4 } as const;
    expect(sourceFacts(workspace, [registered, { name: 'new', collected: true }])).toEqual([
      { name: 'press', category: 'licensed', license: 'MIT', owner: 'library', collected: true, seq: 4 },
      { name: 'web', collected: false },
      { name: 'new', collected: true },
    ]);
    expect(sourceFacts(await make('line: x\n'), [])).toEqual([]);
  });
});

describe('waiverFacts', () => {
  it('ends with the end of its day, and says where it stands', async () => {
    const workspace = await make(
      'line: x\nwaivers:\n  - item: sources.licensed\n    owner: zoe\n    reason: soon\n    expires: 2027-12-31\n',
    );
    const [waiver] = waiverFacts(workspace);
    expect(waiver).toMatchObject({ item: 'sources.licensed', until: Date.UTC(2028, 0, 1) });
    expect(waiver.where).toMatch(/outcross\.yaml:3$/);
  });
});
