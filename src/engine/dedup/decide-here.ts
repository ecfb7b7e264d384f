import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { Deduplicator } from '../../quality/duplicates/deduplicator.ts';
import { runsOfExtra } from '../rows/fingerprint-rows.ts';
import {
  type DecidedCorpus,
  type DedupCorpusOptions,
  type DedupQuestion,
  noExample,
} from './dedup-question.ts';
import { readFingerprints } from './read-fingerprints.ts';

/** Takes all fingerprints into this process, and decides. */
export async function decideHere(
  question: DedupQuestion,
  options: DedupCorpusOptions,
): Promise<DecidedCorpus> {
  const { shards, spec, settings, reference } = question;
  const { keep, memoryBytes, kept } = options;
  const deduplicator = new Deduplicator({
    settings,
    temporary: options.temporary ?? (kept === undefined ? tmpdir() : dirname(kept.path)),
    ...(keep === undefined ? {} : { keep }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(reference === undefined ? {} : { reference: reference.near }),
  });
  try {
    const runs = reference?.runs;
    const kernel = { near: settings, ...(runs === undefined ? {} : { runs }) };
    const taker = {
      add: (fingerprint: Parameters<Deduplicator['add']>[0]) =>
        deduplicator.add(fingerprint, runs === undefined ? [] : runsOfExtra(fingerprint.extra)),
      settle: () => deduplicator.settle(),
    };
    const read = await readFingerprints(shards, spec, kernel, taker, options);
    if (read.examples === 0) throw noExample(spec);
    return { read, ...(await deduplicator.finish()) };
  } finally {
    await deduplicator.close();
  }
}
