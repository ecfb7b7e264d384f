import { beforeAll, describe, expect, it } from 'vitest';
import { verificationRows } from './catalogue.ts';
import { type Judgement, judgeRows } from './judge.ts';
import { SECTIONS, type Section } from './row.ts';
import { runRow } from './run-row.ts';
import { verify } from './verify.ts';

const ROWS = verificationRows();

describe('verificationRows', () => {
  it('are enough for one in a hundred to mean something, each with a name and a source of its own', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
    for (const { source, theory, draws } of ROWS) {
      expect(source).not.toBe('');
      expect(Number.isFinite(theory)).toBe(true);
      expect(draws).toBeGreaterThan(0);
    }
  });

  it('cover every section, and hold the traps of the theory', () => {
    for (const section of SECTIONS) {
      const own = verificationRows(section);
      expect(own.length).toBeGreaterThanOrEqual(8);
      expect(own.every((row) => row.section === section)).toBe(true);
    }
    expect(ROWS.filter(({ expect }) => expect === 'below').map(({ section }) => section)).toEqual([
      'gaussian',
      'regression',
    ]);
  });
});

describe('runRow', () => {
  it('gives the same for the same seed, whichever rows ran before', async () => {
    const { id } = verificationRows('real-share').at(-1)!;
    const first = await runRow({ id, seed: 'a' });
    await runRow({ id, seed: 'b' });
    expect(await runRow({ id, seed: 'a' })).toEqual(first);
    expect(await runRow({ id, seed: 'b' })).not.toEqual(first);
  });

  it('knows its rows', async () => {
    await expect(runRow({ id: 'no such row', seed: 'a' })).rejects.toMatchObject({ code: 'E_INTERNAL' });
  });
});

describe('verify', () => {
  const section: Section = 'kernel-density';
  let judgement: Judgement;
  beforeAll(async () => {
    judgement = await verify({ seed: 1, workers: 2, section });
  }, 60_000);

  it('passes on the formulas as they are', () => {
    expect(judgement.status).toBe('passed');
    expect(judgement.rows).toHaveLength(verificationRows(section).length);
  });

  it.each([1.02, 0.98])('fails on formulas that are wrong by a fiftieth: times %d', (factor) => {
    const rows = verificationRows(section);
    const simulated = judgement.rows.map(({ simulated: mean, standardError: error, replicates }) => {
      return { mean, error, replicates };
    });
    const wrong = rows.map((row) => ({ ...row, theory: row.theory * factor }));
    expect(judgeRows(rows, simulated).status).toBe('passed');
    expect(judgeRows(wrong, simulated).status).toBe('failed');
  });

  it('gives the same table whatever the number of workers, and tells how far it is', async () => {
    const told: number[] = [];
    const alone = await verify({
      seed: 1,
      workers: 0,
      section,
      onProgress: (done, total) => told.push(done / total),
    });
    expect(JSON.stringify(alone)).toBe(JSON.stringify(judgement));
    expect(told).toHaveLength(alone.rows.length);
    expect(told.at(-1)).toBe(1);
  });

  it('stops when told to', async () => {
    const control = new AbortController();
    const onProgress = () => control.abort();
    const work = verify({ seed: 1, workers: 2, signal: control.signal, onProgress });
    await expect(work).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
