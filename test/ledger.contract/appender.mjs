import { writeSync } from 'node:fs';
import { openLedger } from '../../dist/ledger/open.js';

/**
 * Appends to a ledger, and says which events were acknowledged: `appender.mjs SETTING NAME COUNT`. COUNT 0 goes on until the process is
 * killed. Batches of one, two and three events in turn; standard output is written at once, so that a kill loses no word.
 */
const [setting, name, count] = process.argv.slice(2);
const store = await openLedger(setting, '.');
for (let i = 0; Number(count) === 0 || i < Number(count); i++) {
  const drafts = Array.from({ length: (i % 3) + 1 }, (_, part) => ({
    kind: 'review.decided',
    at: '2026-01-02T03:04:05.678Z',
    actor: { kind: 'person', name },
    subjects: [{ type: 'example', id: `${name}-${i}-${part}` }],
    body: { decision: 'accept', reviewer: name, note: 'x'.repeat((i * 37) % 3000) },
  }));
  try {
    for (const { seq, digest } of await store.append(drafts)) writeSync(1, `${seq} ${digest}\n`);
  } catch (error) {
    writeSync(1, `error ${error.code}\n`);
    process.exit(3);
  }
}
await store.close();
