// The jobs of a workspace served by themselves: jobs-server.mjs FOLDER. Every change of a job is a line of JSON; lines `KIND OPTIONS` start jobs.
import { createInterface } from 'node:readline';
import { Jobs } from '../../dist/server/jobs/jobs.js';
import { createHub } from '../../dist/server/live/hub.js';
import { openLedgerOf } from '../../dist/workspace/ledger.js';
import { openWorkspace } from '../../dist/workspace.js';

const workspace = await openWorkspace(process.argv[2]);
const store = await openLedgerOf(workspace, { create: true });
const live = createHub();
live.subscribe((message) => {
  if (message.type === 'job') process.stdout.write(`${JSON.stringify(message.job)}\n`);
});
const desk = { workspace, store, live, version: '1', clock: Date.now, local: true };
const jobs = await Jobs.open(desk, { look: 50 });
for await (const line of createInterface({ input: process.stdin })) {
  const [kind, ...rest] = line.split(' ');
  await jobs.create({ kind, options: JSON.parse(rest.join(' ') || '{}') }, 'zoe');
}
await jobs.close();
await store.close();
