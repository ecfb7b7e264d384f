import { useState } from 'react';
import type { MixView } from '../../../../src/server/wire.ts';
import { setQuery, useQueryState } from '../../shell/query-state.ts';
import { type Form, formOf, problems as problemsOf, sectionOf } from './form.ts';
import { decoded, encoded } from './link.ts';

export interface Draft {
  readonly form: Form;
  readonly change: (form: Form) => void;
  readonly reset: () => void;
  /** It differs from what `outcross.yaml` says. */
  readonly isChanged: boolean;
}

/** The form, kept in the address as far as it differs from what the workspace says. */
export function useDraft(mix: MixView): Draft {
  const [link] = useQueryState('policy');
  const base = formOf(mix.policy);
  const [form, setForm] = useState(() => {
    const policy = link === '' ? undefined : decoded(link, mix.policy);
    return policy === undefined ? base : formOf(policy);
  });
  const own = encoded(sectionOf(base));
  const change = (next: Form) => {
    setForm(next);
    const text = encoded(sectionOf(next));
    if (Object.keys(problemsOf(next)).length === 0) setQuery({ policy: text === own ? undefined : text });
  };
  return { form, change, reset: () => change(base), isChanged: encoded(sectionOf(form)) !== own };
}
