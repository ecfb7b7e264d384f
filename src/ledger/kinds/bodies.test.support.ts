import type { BodyOf, KindName } from '../kinds.ts';

const D = 'ab'.repeat(32);
const version = '0.1.0';
const file = { name: 'data/a.jsonl', bytes: 10, sha256: D };
const files = { name: 'a', count: 1, bytes: 10, sha256: D, files: [file] };
const few = { name: 'a', count: 200, bytes: 10, sha256: D };
const composition = {
  origin: { human: 2, synthetic: 1 },
  source: { press: 2 },
  model: { m1: 1 },
  generation: { '2': 1 },
};

/** Bodies of every kind: the first with all members, a second, where there is one, with those that must be. */
export const EXAMPLE_BODIES: { readonly [K in KindName]: readonly BodyOf<K>[] } = {
  'source.registered': [
    {
      name: 'press',
      origin: 'human',
      license: 'CC-BY-4.0',
      owner: 'library',
      url: 'https://example.org',
      category: 'public',
      collected: { from: '2020-01-01', to: '2021-01-01T00:00:00Z' },
      files,
      note: 'by agreement',
      fedBy: ['m1'],
    },
    { name: 'press', origin: 'unknown' },
  ],
  'corpus.tagged': [
    { input: files, output: few, examples: 3, changed: 1, origins: { human: 3 }, malformedRows: 0, version },
  ],
  'corpus.filtered': [
    { input: few, output: few, rejected: files, kept: 2, dropped: 1, reasons: { short: 1 }, version },
  ],
  'corpus.deduplicated': [
    {
      input: few,
      output: few,
      reference: few,
      kept: 2,
      dropped: 1,
      exact: 1,
      near: 0,
      shared: 0,
      threshold: 0.8,
      version,
    },
    { input: few, output: few, kept: 2, dropped: 1, version },
  ],
  'corpus.watermark-scanned': [
    {
      input: few,
      output: few,
      examples: 9,
      marked: 2,
      share: 0.2,
      interval: [0.1, 0.3],
      keys: ['production'],
      version,
    },
  ],
  'anchor.split': [
    {
      input: few,
      reservoir: few,
      holdout: few,
      examples: { reservoir: 8, holdout: 2 },
      groups: 4,
      share: 0.2,
      strata: ['genre'],
      version,
    },
  ],
  'generation.checked': [
    {
      position: 1,
      corpus: files,
      holdout: few,
      reservoir: few,
      trainedOn: few,
      classes: 3,
      examples: 3,
      tokens: 40,
      malformedRows: 0,
      origins: { synthetic: 3 },
      alpha: 0.05,
      margin: 0.1,
      report: file,
      version,
    },
    { position: 1, examples: 3, tokens: 40, alpha: 0.05, margin: 0.1, version },
  ],
  'verdict.given': [
    {
      position: 1,
      verdict: 'early',
      why: 'the tail falls',
      remedy: 'bring human data back',
      signals: [
        {
          id: 'tail.coverage',
          order: 1,
          band: 0.1,
          direction: 'falls',
          value: 0.6,
          baseline: 0.8,
          ratio: 0.75,
          interval: [0.7, 0.8],
        },
        { id: 'copying', direction: 'flag', ratio: 1 },
      ],
      findings: [{ id: 'tail.coverage.low', severity: 'critical' }],
      corpus: D,
      version,
    },
  ],
  'review.decided': [
    {
      decision: 'edit',
      origin: 'mixed',
      text: 'better',
      reviewer: 'zoe',
      note: 'a typo',
      queue: 'near the threshold',
      seconds: 3.5,
      seen: D,
    },
    { decision: 'accept', reviewer: 'zoe' },
  ],
  'mix.planned': [
    {
      inputs: [few],
      policy: D,
      candidates: 9,
      chosen: 3,
      composition,
      rules: [{ id: 'human.share', kept: false, note: 'short' }],
      short: ['2 examples of genre fiction'],
      version,
    },
  ],
  'mix.built': [
    {
      inputs: [few],
      output: files,
      manifest: file,
      rejects: few,
      policy: D,
      generation: 3,
      examples: 3,
      tokens: 40,
      composition,
      rules: [{ id: 'human.share', kept: true }],
      fates: { chosen: 3 },
      verdict: 'healthy',
      tailRatio: 1.01,
      version,
    },
    { inputs: [], output: few, policy: D, examples: 3, composition: { origin: { human: 3 } }, version },
  ],
  'proof.made': [{ of: files, bundle: file, root: D, size: 3, signer: D, extends: D, version }],
  'proof.verified': [
    { bundle: file, root: D, result: 'failed', signer: D, faults: ['row 3 differs'], version },
  ],
  'audit.ran': [
    {
      when: 'before-training',
      result: 'failed',
      items: { passed: 30, failed: 2, 'not-answered': 8 },
      stages: { sources: 0.5 },
      failed: ['sources.owned'],
      score: 61.5,
      settings: {
        failOn: ['early', 'late'],
        severity: 'high',
        score: 0,
        unanswered: false,
        checkEvery: 30,
        drillEvery: 90,
        mode: 'accumulate',
        humanMinimum: 0.3,
      },
      report: file,
      version,
    },
    {
      when: 'all',
      result: 'passed',
      items: {},
      stages: {},
      failed: [],
      version,
    },
  ],
  'audit.answered': [
    { item: 'sources.owned', answer: 'yes', owner: 'zoe', evidence: 'a contract', until: '2027-01-01' },
  ],
  'waiver.used': [
    {
      item: 'sources.owned',
      owner: 'zoe',
      reason: 'until June',
      until: '2027-06-01',
      audit: { result: 'passed' },
    },
  ],
  'alert.raised': [
    { finding: 'tail.coverage.low', severity: 'warning', message: 'it falls', generation: 'g3', version },
  ],
  'alert.delivered': [
    { to: 'hooks.example.org', attempts: 2, result: 'failed', status: 503, error: 'unavailable', version },
  ],
  'key.made': [{ key: D, type: 'ed25519', purpose: 'sign', replaces: D, expires: '2027-01-01' }],
  'key.used': [{ key: D, purpose: 'sign', of: { name: 'train.jsonl', sha256: D }, version }],
  'drill.ran': [
    {
      scenario: 'late',
      steps: [{ name: 'detect', seconds: 2, result: 'passed' }],
      seconds: 2,
      result: 'passed',
      version,
    },
  ],
  'recovery.planned': [
    {
      verdict: 'late',
      generation: 'g4',
      lastHealthy: 'g2',
      plan: 'go back to g2',
      humanShare: 0.4,
      examples: 900,
      output: few,
      version,
    },
    { verdict: 'early', generation: 'g2', plan: 'more human text', version },
  ],
  'recipe.step': [
    {
      recipe: file,
      step: 'filter',
      position: 2,
      result: 'failed',
      seconds: 3,
      inputs: [few],
      outputs: [few],
      error: 'disk full',
      version,
    },
  ],
  'token.issued': [
    { name: 'zoe', role: 'review', secret: D, until: '2026-06-01T00:00:00.000Z' },
    { name: 'zoe', role: 'read', secret: D },
  ],
  'token.revoked': [{ reason: 'lost' }, {}],
  'access.granted': [
    {
      role: 'review',
      action: 'log in',
      address: '127.0.0.1',
      reason: 'token',
      session: D,
      until: '2026-06-01T00:00:00.000Z',
    },
    {},
  ],
  'access.ended': [{ session: D }],
  'access.denied': [{ role: 'read', action: 'POST /mixes', address: '127.0.0.1', reason: 'role' }],
  'job.ended': [{ command: 'check g3', result: 'cancelled', seconds: 4, error: 'by zoe', version }],
};
