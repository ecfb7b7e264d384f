import { describe, expect, it } from 'vitest';
import { decodeJob, encodeJob, type JobDocument } from './job-document.ts';

const JOB: JobDocument = {
  action: 'rows',
  task: { kernel: 'copy', settings: {}, spec: { inputs: ['a.jsonl'] }, outputs: [{ kind: 'jsonl' }] },
};

describe('a job document', () => {
  it('comes back as it was', () => {
    expect(decodeJob(encodeJob(JOB, '1.2.3', 'run-1'), '1.2.3')).toEqual({ job: 'run-1', document: JOB });
  });

  it('is refused by a worker of another version, which might answer otherwise', () => {
    const decode = () => decodeJob(encodeJob(JOB, '1.2.3', 'run-1'), '1.2.4');
    expect(decode).toThrow(
      expect.objectContaining({
        code: 'E_UNSUPPORTED',
        message: 'the job comes from outcross 1.2.3, this worker is 1.2.4',
        hint: expect.stringContaining('engine pack'),
      }),
    );
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('{"action":"profile"}')],
    ['the end of one missing', encodeJob(JOB, '1', 'run-1').subarray(0, -20)],
  ])('is not %s', (_, bytes) => {
    expect(() => decodeJob(bytes, '1')).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });
});
