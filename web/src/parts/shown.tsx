import type { ReactNode } from 'react';
import type { View } from '../api/views.ts';
import { Trouble, Waiting } from './empty.tsx';

interface ShownProps<T> {
  readonly view: View<T>;
  readonly children: (data: T) => ReactNode;
  readonly label?: string;
}

/** A view in each of its states: awaited, failed, there. What is there stays while it is renewed, also in vain. */
export function Shown<T>({ view, children, label }: ShownProps<T>) {
  if (view.data !== undefined) return children(view.data);
  if (view.error !== undefined) return <Trouble error={view.error} retry={view.renew} />;
  return <Waiting {...(label === undefined ? {} : { label })} />;
}
