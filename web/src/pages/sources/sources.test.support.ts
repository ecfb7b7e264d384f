import type { LineageView, SourcesView } from '../../../../src/server/wire.ts';

export const SOURCES: SourcesView = {
  sources: [
    {
      id: 'forum',
      origin: 'human',
      license: 'CC0-1.0',
      owner: 'Ada',
      examples: 1200,
      tokens: 90_000,
      origins: { human: 1100, unknown: 100 },
      unknown: [],
      fedBy: ['m<1>', 'm2'],
    },
    { id: '<b>scrape</b>', unknown: ['origin', 'license'], fedBy: [] },
  ],
  corpora: [
    {
      name: 'g1',
      digest: 'ab'.repeat(32),
      at: '2020-01-01T00:00:00.000Z',
      examples: 400,
      origins: { synthetic: 400 },
    },
    { name: 'human', origins: {} },
  ],
  unknownShare: 0.04,
};

export const LINEAGE: LineageView = {
  root: 'mix:1',
  nodes: [
    { key: 'g:1', type: 'generation', names: ['g1', 'data/g1.jsonl'], facts: ['early'], step: -1 },
    {
      key: 'mix:1',
      type: 'mix',
      names: ['train-2 \u202e'],
      digest: 'cd'.repeat(32),
      facts: ['35% human', '<i>fact</i>'],
      step: 0,
    },
    { key: 'm:2', type: 'model', names: ['trigram-2'], facts: [], step: 1 },
  ],
  edges: [
    { parent: 'g:1', child: 'mix:1', how: 'mixed' },
    { parent: 'mix:1', child: 'm:2', how: 'trained' },
    { parent: 'm:2', child: 'g:1', how: 'generated' },
  ],
  leftOut: 12,
  loops: [['g:1', 'mix:1', 'm:2']],
};
