import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { visible } from '../../report/visible.ts';
import { ErrorView, JobProgress } from '../wire.ts';

/** A line of the progress channel: see src/cli/progress-channel.ts. */
const News = Type.Object({
  progress: Type.Optional(
    Type.Object({
      label: Type.String(),
      done: Type.Number({ minimum: 0 }),
      total: Type.Optional(Type.Number({ minimum: 0 })),
      unit: JobProgress.properties.unit,
    }),
  ),
  error: Type.Optional(ErrorView),
});
export type News = Static<typeof News>;

const NEWS = Compile(News);

/** Longest line of the channel. */
export const LONGEST_NEWS = 16_384;

const LONGEST_LABEL = 200;
const LONGEST_TEXT = 2000;

/** What a line says; undefined for one that is no news. */
export function newsOf(line: string): News | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!NEWS.Check(value)) return undefined;
  const { progress, error } = value;
  return {
    ...(progress === undefined
      ? {}
      : { progress: { ...progress, label: shown(progress.label, LONGEST_LABEL) } }),
    ...(error === undefined ? {} : { error: errorOf(error) }),
  };
}

function errorOf({ code, message, where, hint }: ErrorView): ErrorView {
  return {
    code: shown(code, LONGEST_LABEL),
    message: shown(message, LONGEST_TEXT),
    ...(where === undefined ? {} : { where: shown(where, LONGEST_TEXT) }),
    ...(hint === undefined ? {} : { hint: shown(hint, LONGEST_TEXT) }),
  };
}

function shown(text: string, longest: number): string {
  return visible(text.slice(0, longest));
}
