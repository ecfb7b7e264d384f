import type { Provenance } from '../../corpus/example.ts';

/** A part of a provenance, by name. */
export type ProvenanceKey = keyof Provenance;

/** Where a part of the provenance stands in a row: the path of a field, and what its values mean. */
export interface FieldSource {
  readonly field: string;
  /** What a value of the field stands for; a value that is not here is taken as it is. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Which rows a rule is for: all that is named must hold. */
export interface TagCondition {
  /** Pattern of the file's path below the input: `*`, `**`, `?`, `{a,b}`. */
  readonly path?: string;
  /** Host of the URL, or one that it is a part of: `example.com` holds for `www.example.com` too. */
  readonly host?: string | readonly string[];
  /** First moment of the date, ISO 8601. */
  readonly from?: string;
  /** The moment before which the date lies. */
  readonly to?: string;
  /** Fields and the value, or one of the values, that they have. */
  readonly equals?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
}

export type Scalar = string | number | boolean;

/** What is said of the rows that a condition holds for. */
export interface TagRule {
  /** What counts and messages call it; default `rule 1` and on. */
  readonly name?: string;
  readonly when: TagCondition;
  readonly set: Partial<Provenance>;
}

/** How examples are tagged. A plain value: it is sent to workers. */
export interface TagSettings {
  /** What holds where neither a field nor a rule says otherwise. */
  readonly set?: Partial<Provenance>;
  /** Parts that stand in fields of the row: these win. */
  readonly fields?: Readonly<Partial<Record<ProvenanceKey, string | FieldSource>>>;
  /** Rules in order: the first that holds speaks, the others are silent. */
  readonly rules?: readonly TagRule[];
  /** Field of the URL; default `url`. */
  readonly urlField?: string;
  /** Field of the date; default `date`. */
  readonly dateField?: string;
  /**
   * What becomes of parts that a row already states otherwise. `report` (default): the row stays as it is and is reported.
   * `fill`: they stay, and only what is missing is set; the origin `unknown` counts as missing. `overwrite`: they are replaced.
   */
  readonly existing?: 'report' | 'fill' | 'overwrite';
}
