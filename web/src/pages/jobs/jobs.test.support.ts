import type { JobView } from '../../../../src/server/wire.ts';

export const JOB: JobView = {
  id: 'a',
  kind: 'check',
  command: 'outcross check --config=outcross.yaml',
  state: 'running',
  by: 'ada',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: '2026-01-01T00:00:01.000Z',
  progress: {
    label: 'reading data/g3.jsonl',
    share: 0.4,
    done: 4e6,
    total: 1e7,
    unit: 'bytes',
    secondsLeft: 80,
  },
  log: ['one', 'two'],
  attempts: 1,
};
