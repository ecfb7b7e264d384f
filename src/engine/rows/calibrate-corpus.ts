import type { CorpusSpec } from '../../corpus/source.ts';
import {
  CALIBRATION_SCHEMA,
  type Calibration,
  calibrate,
  type HumanScores,
} from '../../watermark/calibration.ts';
import { humanPools } from '../../watermark/human-pools.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import { TextSample } from '../../watermark/text-sample.ts';
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
    drawn: [] as number[],
    clusters: [] as number[],
    hasPValues: false,
  }));
  const sample = new TextSample();
  const { malformed, invalidEncoding } = await rewriteCorpus(
    { ...spec, provenance: 'read' },
    { kernel: 'calibrate', settings, outputs: [] },
    {
      ...options,
      onSummary: (found) => {
        const summary = found as CalibrateSummary;
        counts.records += summary.records;
        counts.withTokens += summary.withTokens;
        sample.merge(summary.sample);
        for (const [i, { scored, values, drawn, clusters, hasPValues }] of summary.keys.entries()) {
          for (const positions of scored) gathered[i].scored.push(positions);
          for (const value of values) gathered[i].values.push(value);
          for (const value of drawn) gathered[i].drawn.push(value);
          for (const cluster of clusters) gathered[i].clusters.push(cluster);
          gathered[i].hasPValues ||= hasPValues;
        }
      },
      beforeCommit: () => requireTokens(spec, counts, settings.tokensField),
    },
  );
  const texts = sample.texts();
  const keys = settings.keys.map((key, i): HumanScores => {
    const pools = humanPools(openKey(key).detector(), texts);
    return { key: key.id, scheme: key.scheme, ...gathered[i], pools };
  });
  const calibration: Calibration = { schema: CALIBRATION_SCHEMA, keys: keys.map(calibrate) };
  return { calibration, ...counts, malformed, invalidEncoding };
}
