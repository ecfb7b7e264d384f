/** Examples and tokens. */
export interface Amount {
  examples: number;
  tokens: number;
}

export function sumOf(a: Readonly<Amount>, b: Readonly<Amount>): Amount {
  return { examples: a.examples + b.examples, tokens: a.tokens + b.tokens };
}
