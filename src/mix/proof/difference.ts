/**
 * Something that is not as a proof says. `id` is stable and dotted:
 * - `bundle.form`, `statement.form`, `statement.counts`, `statement.policy`, `statement.manifest`, `statement.files`;
 * - `signature.foreign`, `signature.invalid`, `signature.signer`, `signature.certificate`;
 * - of keyless ones `signature.chain`, `signature.expired`, `signature.identity`, `signature.issuer`, `signature.log`, `signature.sct`,
 *   `signature.time`;
 * - `file.missing`, `file.extra`, `file.digest`, `file.records`, `file.unreadable`;
 * - `row.changed`, `row.dropped`, `row.added`, `row.moved`, `row.malformed`;
 * - `tree.root`, `tree.size`, `counts`, `policy`, `policy.rule`, `manifest`, `extends`, `example`.
 */
export interface Difference {
  readonly id: string;
  /** One sentence. */
  readonly message: string;
  readonly file?: string;
  /** Line or row of the file, from 1. */
  readonly row?: number;
  /** A field of the row, or a path into the statement. */
  readonly field?: string;
  readonly expected?: unknown;
  readonly found?: unknown;
  /** What the reader can do now, where that is known. */
  readonly remedy?: string;
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
