import type { Verdict } from '../compare/verdict.ts';

/** What a watch has to say, as it happens. */
export type WatchEvent =
  | {
      readonly kind: 'checked';
      readonly generation: string;
      readonly verdict: Verdict;
      readonly why: string;
      readonly alert?: string;
    }
  /** Somebody else recorded the same corpus meanwhile. */
  | { readonly kind: 'taken'; readonly generation: string }
  | { readonly kind: 'pending'; readonly generation: string; readonly why: string }
  | {
      readonly kind: 'unreadable';
      readonly generation: string;
      readonly code: string;
      readonly message: string;
      readonly alert?: string;
    }
  | { readonly kind: 'delivered'; readonly alert: string; readonly to: string; readonly attempts: number }
  | {
      readonly kind: 'undelivered';
      readonly alert: string;
      readonly to: string;
      readonly attempts: number;
      readonly error: string;
      readonly final: boolean;
    }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

export type Tell = (event: WatchEvent) => void;
