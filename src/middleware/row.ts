import { createHash } from 'node:crypto';
import type { Provenance } from '../corpus/example.ts';
import type { Completion, DeclaredMark, RecordedMark, ToolCall } from './completion.ts';
import { promptHash } from './prompt.ts';
import { recordedMark } from './request-fields.ts';

/** A completion as a row of a corpus: an example that was born tagged. */
export interface CompletionRow {
  /** The answer's id and the place of the choice; where the answer has none, a digest. */
  readonly id: string;
  /** What the model wrote: its text, else the arguments of its tool calls. */
  readonly text: string;
  readonly provenance: Provenance;
  readonly completion: {
    readonly provider: string;
    readonly responseId?: string;
    readonly choice: number;
    readonly finishReason?: string;
    readonly ending: Completion['ending'];
    readonly promptHash?: string;
    /** Only where it was asked for. */
    readonly prompt?: unknown;
    readonly request: Completion['request'];
    readonly watermark?: RecordedMark;
    readonly toolCalls?: readonly ToolCall[];
    readonly tokenIds?: readonly number[];
    readonly promptTokenIds?: readonly number[];
  };
}

export interface RowSettings {
  /** `provenance.source`. Default: the provider. */
  readonly source?: string;
  /** `provenance.generation`. */
  readonly generation?: number;
  /** What the server marks with. */
  readonly watermark?: DeclaredMark;
  /** Keep the prompt beside its digest. Default: only the digest. */
  readonly keepPrompt?: boolean;
}

/** The row of a completion; undefined where nothing was written. `time`: when it ended. `salt`: tells rows without an id of their own apart. */
export function completionRow(
  completion: Completion,
  settings: RowSettings,
  time: Date,
  salt: string,
): CompletionRow | undefined {
  const { provider, responseId, choice, model, toolCalls } = completion;
  const text = completion.text === '' ? toolCalls.map((call) => call.arguments).join('\n') : completion.text;
  if (text === '') return undefined;
  const { generation, source = provider } = settings;
  const collectedAt = time.toISOString();
  const id = responseId ?? digestId(text, collectedAt, salt);
  return {
    id: `${id}#${choice}`,
    text,
    provenance: {
      origin: 'synthetic',
      source,
      model,
      ...(generation === undefined ? {} : { generation }),
      collectedAt,
      evidence: 'declared',
    },
    completion: details(completion, settings),
  };
}

function details(
  { provider, responseId, choice, finishReason, ending, prompt, request, ...rest }: Completion,
  { watermark, keepPrompt }: RowSettings,
): CompletionRow['completion'] {
  const { toolCalls, tokenIds, promptTokenIds } = rest;
  const fields = {
    provider,
    responseId,
    choice,
    finishReason,
    ending,
    promptHash: prompt === undefined ? undefined : promptHash(prompt),
    prompt: keepPrompt === true ? prompt : undefined,
    request,
    watermark: watermark === undefined ? undefined : recordedMark(watermark, request),
    toolCalls: toolCalls.length === 0 ? undefined : toolCalls,
    tokenIds,
    promptTokenIds,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as CompletionRow['completion'];
}

function digestId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `completion-${digest.slice(0, 24)}`;
}
