import { SdkAnswer, type SdkModel, type SdkParams } from './ai-sdk-answer.ts';
import { observedStream } from './observed-stream.ts';
import type { Recorder } from './recorder.ts';

export type { Completion, DeclaredMark } from './completion.ts';
export { openRecorder, type Recorder, type RecorderCounts, type RecorderOptions } from './recorder.ts';

export interface AiSdkOptions {
  /** Who answers. Default: the model's provider. */
  readonly provider?: string;
}

interface Call<R> {
  readonly params: object;
  readonly model: SdkModel;
  readonly doGenerate: () => PromiseLike<unknown>;
  readonly doStream: () => PromiseLike<R>;
}

/** A middleware of the AI SDK: what is used of `LanguageModelV3Middleware` (ai 6) and `LanguageModelV2Middleware` (ai 5). */
export interface ProvenanceMiddleware {
  readonly specificationVersion: 'v3';
  wrapGenerate<R>(call: Omit<Call<unknown>, 'doGenerate'> & { doGenerate: () => PromiseLike<R> }): Promise<R>;
  wrapStream<R extends { stream: ReadableStream }>(call: Call<R>): Promise<R>;
}

/**
 * Records every completion of a model of the AI SDK:
 *
 *     wrapLanguageModel({ model, middleware: recordAiSdk(recorder) })
 *
 * Each step of a conversation with tools is a completion of its own. Calls that fail leave no row; streams that are left or break leave what had
 * come. Put it last where there are several, so that it sees what the model was really sent.
 */
export function recordAiSdk(recorder: Recorder, options: AiSdkOptions = {}): ProvenanceMiddleware {
  const answerOf = (model: SdkModel, params: object) =>
    new SdkAnswer(recorder, model, params as SdkParams, options.provider ?? model.provider);
  return {
    specificationVersion: 'v3',
    async wrapGenerate({ doGenerate, params, model }) {
      const result = await doGenerate();
      const answer = answerOf(model, params);
      answer.whole(result);
      await answer.end('complete');
      return result;
    },
    async wrapStream({ doStream, params, model }) {
      const result = await doStream();
      return { ...result, stream: observedStream(result.stream, answerOf(model, params)) };
    },
  };
}
