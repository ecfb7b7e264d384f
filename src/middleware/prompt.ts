import { createHash } from 'node:crypto';
import { canonicalBytes } from '../base/canonical.ts';
import { isObject } from './request-fields.ts';

/** Names that clients give to a part that is plain text. */
const TEXT_PARTS: readonly unknown[] = ['text', 'input_text', 'output_text'];

/** Keys that say nothing of what a model reads. */
const PASSED_OVER: ReadonlySet<string> = new Set(['providerOptions', 'providerMetadata']);

/**
 * Messages in one form, whichever client holds them: each with its role and a list of parts, text as `{type: 'text', text}`. So the same
 * conversation has the same digest through the `openai` client and through the AI SDK, as long as it is of text.
 */
export function canonicalMessages(messages: readonly unknown[]): unknown[] {
  return messages.map((message) => {
    if (!isObject(message)) return plain(message);
    const { content, ...rest } = message;
    const others = plain(rest) as Record<string, unknown>;
    return content === undefined || content === null ? others : { ...others, content: parts(content) };
  });
}

function parts(content: unknown): unknown {
  const list = Array.isArray(content) ? content : [content];
  return list.map((part: unknown) => {
    if (typeof part === 'string') return textPart(part);
    if (isObject(part) && TEXT_PARTS.includes(part.type) && typeof part.text === 'string')
      return textPart(part.text);
    return plain(part);
  });
}

function textPart(text: string): object {
  return { type: 'text', text: wellFormed(text) };
}

/** A value as JSON can hold it: bytes by their digest, addresses as text, nothing that is undefined. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof ArrayBuffer) return plain(new Uint8Array(value));
  if (value instanceof Uint8Array) return { sha256: createHash('sha256').update(value).digest('hex') };
  if (value instanceof URL) return value.href;
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return Array.from(value, (item) => plain(item) ?? null);
  // As JSON writes what is no number: null.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (!isObject(value)) return typeof value === 'boolean' ? value : null;
  const kept = Object.entries(value).flatMap(([key, held]): [string, unknown][] => {
    const said = held === undefined || PASSED_OVER.has(key) ? null : plain(held);
    return said === null ? [] : [[wellFormed(key), said]];
  });
  return Object.fromEntries(kept);
}

/** Half of a surrogate pair has no UTF-8, and so no digest. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** `sha256:` and the digest of the canonical JSON (RFC 8785) of a prompt. Throws `E_PARAMETER` as `canonicalBytes` does. */
export function promptHash(prompt: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalBytes(prompt)).digest('hex')}`;
}
