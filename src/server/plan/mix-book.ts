import type { LedgerEvent } from '../../ledger/event.ts';
import type { BodyOf, KindName } from '../../ledger/kinds.ts';
import type { MixView } from '../wire.ts';

export type BuiltMix = BodyOf<'mix.built'> & { readonly at: string };
export type MadeProof = BodyOf<'proof.made'> & { readonly at: string };

export const MIX_KINDS: readonly KindName[] = ['mix.built', 'proof.made'];

/** Sets of one answer. */
const MOST_SHOWN = 200;

/** The sets that were built for a line, and their proofs, event by event. */
export class MixBook {
  readonly #line: string;
  readonly #built = new Map<string, BuiltMix>();
  readonly #proofs = new Map<string, MadeProof>();

  constructor(line: string) {
    this.#line = line;
  }

  take({ kind, at, body, subjects }: LedgerEvent): void {
    if (kind === 'proof.made') {
      const proof = body as unknown as BodyOf<'proof.made'>;
      this.#proofs.set(proof.of.sha256, { ...proof, at });
    }
    // A ledger may hold several lines; who recorded by hand may have named none.
    const line = subjects.find(({ type }) => type === 'line')?.id ?? this.#line;
    if (kind !== 'mix.built' || line !== this.#line) return;
    const built = body as unknown as BodyOf<'mix.built'>;
    const { sha256 } = built.output;
    this.#built.delete(sha256);
    this.#built.set(sha256, { ...built, at });
  }

  /** By the digest of the set. */
  get(digest: string): BuiltMix | undefined {
    return this.#built.get(digest);
  }

  proofOf(digest: string): MadeProof | undefined {
    return this.#proofs.get(digest);
  }

  /** The newest first. */
  views(): MixView['built'] {
    return [...this.#built.values()]
      .slice(-MOST_SHOWN)
      .reverse()
      .map(({ output, at, examples, composition }) => ({
        digest: output.sha256,
        at,
        path: output.name,
        examples,
        ...(examples === 0 ? {} : { humanShare: (composition.origin['human'] ?? 0) / examples }),
        proven: this.#proofs.has(output.sha256),
      }));
  }
}
