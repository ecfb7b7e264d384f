import type { LeafRowsSettings } from '../proof/leaf-rows.ts';
import type { CandidateSettings } from '../review/candidate-rows.ts';
import type { ItemSettings } from '../review/item-rows.ts';
import type { NeighbourSettings } from '../review/neighbour-rows.ts';
import type { AnchorRowsSettings } from './anchor-rows.ts';
import type { CalibrateRowsSettings } from './calibrate-rows.ts';
import type { CarrierSettings } from './carrier-rows.ts';
import type { CopySettings } from './copy-rows.ts';
import type { DedupRowsSettings } from './dedup-rows.ts';
import type { FilterRowsSettings } from './filter-rows.ts';
import type { FindSettings } from './find-rows.ts';
import type { FingerprintSettings } from './fingerprint-rows.ts';
import type { GuardSettings } from './guard-rows.ts';
import type { InventorySettings } from './inventory-rows.ts';
import type { RowKernel, ShardPlace } from './row-kernel.ts';
import type { SelectSettings } from './select-rows.ts';
import type { SurveySettings } from './survey-rows.ts';
import type { TagRowsSettings } from './tag-rows.ts';
import type { WatermarkRowsSettings } from './watermark-rows.ts';

/** What each kernel is told; see `ROW_KERNELS`. */
export interface RowSettings {
  readonly anchor: AnchorRowsSettings;
  readonly copy: CopySettings;
  readonly fingerprint: FingerprintSettings;
  readonly dedup: DedupRowsSettings;
  readonly select: SelectSettings;
  readonly survey: SurveySettings;
  /** Nothing. */
  readonly ids: Readonly<Record<string, never>>;
  readonly find: FindSettings;
  /** Nothing. */
  readonly parents: Readonly<Record<string, never>>;
  readonly guard: GuardSettings;
  readonly inventory: InventorySettings;
  readonly tag: TagRowsSettings;
  readonly filter: FilterRowsSettings;
  readonly watermark: WatermarkRowsSettings;
  readonly calibrate: CalibrateRowsSettings;
  readonly carriers: CarrierSettings;
  readonly leaves: LeafRowsSettings;
  readonly candidates: CandidateSettings;
  readonly items: ItemSettings;
  readonly neighbours: NeighbourSettings;
}

export type RowKernelName = keyof RowSettings;

type Make<S> = (settings: S, place: ShardPlace) => RowKernel;

/** All kernels of records by name. Each is loaded by who runs it: a worker that tags needs no filters. */
const ROW_KERNELS: {
  readonly [K in RowKernelName]: (settings: RowSettings[K]) => Promise<Make<RowSettings[K]>>;
} = {
  anchor: async () => (await import('./anchor-rows.ts')).anchorRows,
  copy: async () => (await import('./copy-rows.ts')).copyRows,
  fingerprint: async (settings) => (await import('./fingerprint-rows.ts')).loadFingerprintRows(settings),
  dedup: async () => (await import('./dedup-rows.ts')).dedupRows,
  select: async () => (await import('./select-rows.ts')).selectRows,
  survey: async () => (await import('./survey-rows.ts')).surveyRows,
  ids: async () => (await import('./id-rows.ts')).idRows,
  guard: async () => (await import('./guard-rows.ts')).guardRows,
  find: async () => (await import('./find-rows.ts')).findRows,
  parents: async () => (await import('./parent-rows.ts')).parentRows,
  inventory: async () => (await import('./inventory-rows.ts')).inventoryRows,
  tag: async () => (await import('./tag-rows.ts')).tagRows,
  filter: async (settings) => (await import('./filter-rows.ts')).filterRows(settings),
  watermark: async (settings) => (await import('./watermark-rows.ts')).watermarkRows(settings),
  calibrate: async (settings) => (await import('./calibrate-rows.ts')).calibrateRows(settings),
  carriers: async () => (await import('./carrier-rows.ts')).carrierRows,
  leaves: async () => (await import('../proof/leaf-rows.ts')).leafRows,
  candidates: async (settings) => (await import('../review/candidate-rows.ts')).candidateRows(settings),
  items: async (settings) => (await import('../review/item-rows.ts')).itemRows(settings),
  neighbours: async () => (await import('../review/neighbour-rows.ts')).neighbourRows,
};

/** Loads a kernel; what it gives makes one for each shard. */
export async function loadRowKernel<K extends RowKernelName>(
  name: K,
  settings: RowSettings[K],
): Promise<(place: ShardPlace) => RowKernel> {
  const make = await ROW_KERNELS[name](settings);
  return (place) => make(settings, place);
}
