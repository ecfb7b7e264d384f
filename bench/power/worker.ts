import { parentPort } from 'node:worker_threads';
import { humanCorpora } from './corpora.ts';
import type { Job } from './jobs.ts';
import { runJob } from './run-job.ts';

const corpora = humanCorpora();
const port = parentPort!;
port.on('message', (job: Job) => port.postMessage({ outcome: runJob(job, corpora[job.corpus]) }));
port.postMessage({ ready: true });
