import type { CorpusSpec } from '../../corpus/source.ts';
import {
  CALIBRATION_SCHEMA,
  type Calibration,
  calibrate,
  type HumanScores,
} from '../../watermark/calibration.ts';
import type { CalibrateRowsSettings, CalibrateSummary } from './calibrate-rows.ts';
import { type RewriteOptions, rewriteCorpus } from './rewrite-corpus.ts';
import { requireTokens } from './watermark-corpus.ts';

export interface CalibrateResult {
  readonly calibration: Calibration;
  readonly records: number;
  readonly withTokens: number;
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/** Measures what human text has under each key. Throws as `watermarkCorpus`. */
export async function calibrateCorpus(
  spec: CorpusSpec,
  settings: CalibrateRowsSettings,
  options: Omit<RewriteOptions, 'onSummary' | 'beforeCommit'> = {},
): Promise<CalibrateResult> {
  const counts = { records: 0, withTokens: 0 };
  const gathered = settings.keys.map(() => ({
    scored: [] as number[],
    values: [] as number[],
    hasPValues: false,
  }));
  const { malformed, invalidEncoding } = await rewriteCorpus(
    spec,
    { kernel: 'calibrate', settings, outputs: [] },
    {
      ...options,
      onSummary: (found) => {
        const summary = found as CalibrateSummary;
        counts.records += summary.records;
        counts.withTokens += summary.withTokens;
        for (const [i, { scored, values, hasPValues }] of summary.keys.entries()) {
          for (const positions of scored) gathered[i].scored.push(positions);
          for (const value of values) gathered[i].values.push(value);
          gathered[i].hasPValues ||= hasPValues;
        }
      },
      beforeCommit: () => requireTokens(spec, counts, settings.tokensField),
    },
  );
  const keys = settings.keys.map(({ id, scheme }, i): HumanScores => ({ key: id, scheme, ...gathered[i] }));
  const calibration: Calibration = { schema: CALIBRATION_SCHEMA, keys: keys.map(calibrate) };
  return { calibration, ...counts, malformed, invalidEncoding };
}
