import { exportMix } from '/work/main/src/cli/actions/export.ts';
const [format, mix, output, ...rest] = process.argv.slice(2);
const context = { stdout: process.stdout, stderr: process.stderr, env: {}, signal: new AbortController().signal, now: () => 0, status: 0 };
await exportMix(format, mix, { output, at: '2026-01-31T00:00:00Z' }, context);
