import type { SchemeName } from '../watermark/key/key.ts';

/** How the generation of a text came to its end. */
export type Ending = 'complete' | 'aborted' | 'failed';

/** A call of a tool, as the model wrote it. */
export interface ToolCall {
  readonly name: string;
  /** JSON, as far as it was written. */
  readonly arguments: string;
}

/** What a model wrote in one choice of an answer, whichever client asked for it. */
export interface Written {
  /** Place among the choices of the answer, from 0. */
  readonly choice: number;
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason?: string;
  /** Ids of the tokens that were written, where the server returns them. */
  readonly tokenIds?: readonly number[];
}

/** One completion: a choice, and what it answers. */
export interface Completion extends Written {
  readonly provider: string;
  /** As the answer names it, else as it was asked for. */
  readonly model: string;
  readonly responseId?: string;
  readonly ending: Ending;
  /** Messages in their canonical form (`canonicalMessages`), or what else was the prompt; undefined where it is not known. */
  readonly prompt?: unknown;
  readonly promptTokenIds?: readonly number[];
  /** Fields of the request that decide what mark there can be; see `requestFields`. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** What the server marks with, as its operator declares it. Never the key itself: its id. */
export interface DeclaredMark {
  readonly scheme: SchemeName;
  /** Id of the key, as in `outcross watermark keys list`. */
  readonly key: string;
  /** Tokens of context. */
  readonly width?: number;
  /** Names the tokenizer: a digest of its file, or hub id and revision. */
  readonly tokenizer?: string;
}

/** The declared mark, and whether this request can have left it. */
export interface RecordedMark extends DeclaredMark {
  readonly expected: boolean;
  /** Why it is not expected. */
  readonly reason?: string;
}
