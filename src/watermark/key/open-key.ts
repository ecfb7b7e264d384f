import { type KgwOptions, kgwDetector, kgwMarker } from '../kgw/kgw.ts';
import { type KgwSettings, lmWatermarking, tgi, transformersKgw } from '../kgw/readings.ts';
import type { Detector, Marker } from '../scheme.ts';
import { sglangDualKeyDetector, sglangDualKeyMarker } from '../sglang/dual-key.ts';
import { sglangDetector, sglangMarker } from '../sglang/gumbel.ts';
import { type SynthIdOptions, synthIdDetector, synthIdMarker } from '../synthid/synthid.ts';
import { unigramDetector, unigramMarker } from '../unigram/unigram.ts';
import { dualKeyDetector, dualKeyMarker } from '../vllm/dual-key.ts';
import { gumbelDetector, gumbelMarker } from '../vllm/gumbel.ts';
import { sbwDetector, sbwMarker } from '../vllm/sbw.ts';
import { vllmSynthIdDetector, vllmSynthIdMarker } from '../vllm/synthid.ts';
import type { KeyParameters, WatermarkKey } from './key.ts';
import { checkParameters } from './parameters.ts';
import { key64, readSecrets } from './secrets.ts';
import { synthIdOptions } from './synthid-options.ts';

/** What a key opens. */
export interface OpenKey {
  detector(): Detector;
  /** A new marker for one text. `draw`: uniform on [0, 1), asked by vLLM's dual key alone. */
  marker(draw: () => number): Marker;
}

/** Throws `E_PARAMETER` for what is out of bounds, `E_UNSUPPORTED` for SBW lefthash. */
export function openKey(key: WatermarkKey): OpenKey {
  checkParameters(key.scheme, key.parameters);
  return opened(key, readSecrets(key.scheme, key.secrets));
}

function opened({ scheme, parameters }: WatermarkKey, secrets: readonly bigint[]): OpenKey {
  const [secret] = secrets;
  switch (scheme) {
    case 'vllm-gumbel':
      return pair({ ...parameters, key: key64(secret) }, gumbelDetector, gumbelMarker);
    case 'vllm-dual-key': {
      const options = { ...parameters, key: key64(secret) };
      return {
        detector: () => dualKeyDetector(options),
        marker: (draw) => dualKeyMarker(options, draw),
      };
    }
    case 'vllm-synthid':
      return pair({ ...parameters, key: key64(secret) }, vllmSynthIdDetector, vllmSynthIdMarker);
    case 'vllm-sbw':
      return pair({ ...parameters, key: secret }, sbwDetector, sbwMarker);
    case 'sglang-gumbel':
      return pair({ ...parameters, key: key64(secret) }, sglangDetector, sglangMarker);
    case 'sglang-dual-key':
      return pair(
        { ...parameters, key: key64(secret), keyB: key64(secrets[1]) },
        sglangDualKeyDetector,
        sglangDualKeyMarker,
      );
    case 'unigram':
      return pair(
        { ...parameters, vocabulary: parameters.vocabulary!, key: secret },
        unigramDetector,
        unigramMarker,
      );
    case 'synthid-transformers':
    case 'synthid-deepmind':
      return pair<SynthIdOptions>(
        synthIdOptions(scheme, secrets, parameters),
        synthIdDetector,
        synthIdMarker,
      );
    default:
      return pair(kgwOptions(scheme, secret, parameters), kgwDetector, kgwMarker);
  }
}

function pair<O>(options: O, detector: (options: O) => Detector, marker: (options: O) => Marker): OpenKey {
  return { detector: () => detector(options), marker: () => marker(options) };
}

const READINGS = {
  'kgw-lm-watermarking': lmWatermarking,
  'kgw-transformers': transformersKgw,
  'kgw-tgi': tgi,
};

function kgwOptions(
  scheme: keyof typeof READINGS,
  key: bigint | undefined,
  { seeding, gamma, delta, width, vocabulary, statistic }: KeyParameters,
): KgwOptions {
  const settings: KgwSettings = { key, seeding, gamma, delta, width };
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const isWindow = statistic === 'winmax';
  return {
    scheme,
    ...READINGS[scheme](given),
    vocabulary: vocabulary!,
    ...(isWindow ? { statistic } : {}),
  };
}
