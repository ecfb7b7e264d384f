import canonicalize from 'canonicalize';
import { OutcrossError } from './errors.ts';

/** A half of a surrogate pair without the other: the `u` flag sees whole pairs as one character. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Deeper values are refused, and with them values that contain themselves. */
const MAX_DEPTH = 500;

const encoder = new TextEncoder();

/**
 * The one JSON text of a value, by RFC 8785: keys in the order of their UTF-16 units, numbers as ECMAScript writes them, no
 * white space. Equal values have equal texts, whoever writes them, so that their digests can be compared.
 *
 * Throws `E_PARAMETER`, with a JSON pointer, for what JSON cannot hold or would change in silence: `undefined`, a number that
 * is not finite, a lone surrogate, an object that is neither plain nor an array, more than 500 levels.
 */
export function canonicalJson(value: unknown): string {
  const fault = faultIn(value, 0);
  if (fault !== undefined) throw notCanonical(fault);
  return canonicalize(value) as string;
}

/** UTF-8 of `canonicalJson(value)`; throws as it does. */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalJson(value));
}

interface Fault {
  readonly what: string;
  /** Keys from the fault outwards. */
  readonly path: string[];
}

function notCanonical({ what, path }: Fault): OutcrossError {
  const steps = path.reverse().map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'));
  return new OutcrossError('E_PARAMETER', `no canonical JSON: ${what}`, {
    where: steps.length === 0 ? 'the value itself' : `/${steps.join('/')}`,
  });
}

function faultIn(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'string':
      return LONE_SURROGATE.test(value) ? fault('a lone surrogate') : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : fault(`the number ${value}`);
    case 'object':
      return value === null ? undefined : faultInside(value, depth);
    default:
      return fault(typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`);
  }
}

function faultInside(value: object, depth: number): Fault | undefined {
  if (depth === MAX_DEPTH) return fault(`more than ${MAX_DEPTH} levels, or a value inside itself`);
  if (Array.isArray(value)) return faultInArray(value, depth);
  if (!isPlain(value)) return fault(`an object of class ${value.constructor?.name ?? 'unknown'}`);
  for (const key in value) {
    const found = LONE_SURROGATE.test(key)
      ? fault('a lone surrogate in a key')
      : faultIn((value as Record<string, unknown>)[key], depth + 1);
    if (found !== undefined) return inside(found, key);
  }
  return undefined;
}

/** By index: a hole counts as `undefined`, which an iteration by `forEach` or `map` would pass over. */
function faultInArray(value: readonly unknown[], depth: number): Fault | undefined {
  for (let i = 0; i < value.length; i++) {
    const found = faultIn(value[i], depth + 1);
    if (found !== undefined) return inside(found, String(i));
  }
  return undefined;
}

/** A class, a date or whatever has `toJSON` would be written as something else than it is. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null;
  return plain && typeof (value as { toJSON?: unknown }).toJSON !== 'function';
}

const fault = (what: string): Fault => ({ what, path: [] });

function inside(found: Fault, key: string): Fault {
  found.path.push(key);
  return found;
}
