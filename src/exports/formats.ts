import type { Exporter } from './facts.ts';

export const EXPORT_FORMATS = [
  'croissant',
  'cyclonedx',
  'openlineage',
  'hf-card',
  'eu-summary',
  'dta',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface FormatEntry {
  /** The standard, for a list of formats. */
  readonly summary: string;
  readonly load: () => Promise<Exporter>;
}

/** Every format of export, loaded when it is asked for. */
export const EXPORTS: Readonly<Record<ExportFormat, FormatEntry>> = {
  croissant: {
    summary: 'Croissant 1.1 with RAI 1.0 and PROV-O (JSON-LD)',
    load: async () => (await import('./croissant.ts')).croissant,
  },
  cyclonedx: {
    summary: 'CycloneDX 1.7 ML-BOM (JSON)',
    load: async () => (await import('./cyclonedx.ts')).cyclonedx,
  },
  openlineage: {
    summary: 'OpenLineage 2-0-2 run events (JSON lines)',
    load: async () => (await import('./openlineage.ts')).openlineage,
  },
  'hf-card': {
    summary: 'dataset card of the Hugging Face Hub (Markdown with YAML)',
    load: async () => (await import('./hf-card.ts')).hfCard,
  },
  'eu-summary': {
    summary: 'public summary under Art. 53(1)(d) of the EU AI Act (Markdown)',
    load: async () => (await import('./eu-summary.ts')).euSummary,
  },
  dta: {
    summary: 'Data Provenance Standards 1.0.0, Data & Trust Alliance (JSON)',
    load: async () => (await import('./dta.ts')).dta,
  },
};
