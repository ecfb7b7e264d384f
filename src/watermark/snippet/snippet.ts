import { OutcrossError } from '../../base/errors.ts';
import type { SchemeName, WatermarkKey } from '../key/key.ts';

/** How a server is brought to mark with a key. Nothing in it is secret but `secret`. */
export interface Snippet {
  /** What the server reads the secret from: the content of `file`. Never shown. */
  readonly secret?: string;
  readonly steps: readonly SnippetStep[];
  /** What must be known besides. */
  readonly notes: readonly string[];
}

export interface SnippetStep {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface SnippetSettings {
  readonly key: WatermarkKey;
  /** Name of the file that holds, or will hold, the secret. */
  readonly file: string;
  /** File of the key in the store. */
  readonly stored: string;
  /** Clients may not opt out, where the server can see to that. */
  readonly enforce?: boolean;
  /** Tokens that a `logit_bias` names: those that are worth it. Default all. */
  readonly ids?: readonly number[];
}

/** What marks text. */
export interface SnippetTarget {
  readonly name: string;
  readonly what: string;
  readonly schemes: readonly SchemeName[];
  make(settings: SnippetSettings): Snippet;
}

/** Throws `E_UNSUPPORTED` where `target` does not mark with the scheme of the key. */
export function requireScheme({ what, schemes }: SnippetTarget, { id, scheme }: WatermarkKey): void {
  if (schemes.includes(scheme)) return;
  throw new OutcrossError('E_UNSUPPORTED', `${what} does not mark with ${scheme}`, {
    where: id,
    hint: `It marks with ${schemes.join(', ')}. Make a key of one of these with outcross watermark keys new.`,
  });
}

/** A JSON object whose integers may go beyond what a number holds. Undefined members are left out. */
export function jsonWithIntegers(
  members: Readonly<Record<string, string | number | boolean | bigint | readonly bigint[] | undefined>>,
): string {
  const written = Object.entries(members).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const shown =
      typeof value === 'bigint'
        ? String(value)
        : Array.isArray(value)
          ? `[${value.join(', ')}]`
          : JSON.stringify(value);
    return [`${JSON.stringify(name)}: ${shown}`];
  });
  return `{${written.join(', ')}}\n`;
}
