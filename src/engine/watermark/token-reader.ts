import { fieldAt, kindOf } from '../../corpus/fields.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { Tokenize } from './load-tokenizer.ts';

/** Where the tokens of an example come from. */
export interface TokenFields {
  /** Field of the token ids. */
  readonly tokensField?: string;
  /** Field of the token ids of the prompt. */
  readonly promptField?: string;
}

/** The tokens of an example, or why there are none. */
export type TokensOrFault =
  | { readonly tokens: readonly number[]; readonly prompt?: readonly number[]; readonly fault?: undefined }
  | { readonly fault: string };

/** Gives the tokens of records: those that the rows hold, else those that the text is cut into. */
export class TokenReader {
  readonly #fields: TokenFields;
  readonly #tokenize: Tokenize | undefined;

  constructor(fields: TokenFields, tokenize?: Tokenize) {
    this.#fields = fields;
    this.#tokenize = tokenize;
  }

  read({ value, example }: CorpusRecord): TokensOrFault {
    const { tokensField, promptField } = this.#fields;
    if (tokensField === undefined) return { tokens: this.#tokenize!(example.text) };
    const held = fieldAt(value, tokensField);
    const tokens = idsOf(held);
    if (tokens === undefined)
      return { fault: `${tokensField} holds no list of token ids: it is ${kindOf(held)}` };
    const prompt = promptField === undefined ? undefined : idsOf(fieldAt(value, promptField));
    return { tokens, ...(prompt === undefined ? {} : { prompt }) };
  }
}

/** A list of numbers as JSON, a table of text (a list written as JSON) or Parquet (wide integers) holds it. */
export function idsOf(value: unknown): readonly number[] | undefined {
  if (typeof value === 'string' && /^\s*\[/.test(value)) return idsOf(parsed(value));
  if (ArrayBuffer.isView(value) && 'length' in value)
    return Array.from(value as Int32Array | BigInt64Array, Number);
  return Array.isArray(value)
    ? value.map((item) => (typeof item === 'bigint' ? Number(item) : item))
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
