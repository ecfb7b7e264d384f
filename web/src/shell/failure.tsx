import { Component, type ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { Trouble } from '../parts/empty.tsx';

interface FailureProps {
  readonly children: ReactNode;
  /** Another page begins anew. */
  readonly page: string;
}

interface FailureState {
  readonly message?: string | undefined;
  readonly page?: string;
}

/** Keeps a fault of one page from taking the others along. */
export class Failure extends Component<FailureProps, FailureState> {
  override state: FailureState = {};

  static getDerivedStateFromError(error: unknown): FailureState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ page }: FailureProps, state: FailureState): FailureState | null {
    return state.page === page ? null : { page, message: undefined };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    const view = { code: 'E_PAGE', message: 'This page met a fault of its own.', where: message };
    return (
      <>
        <Trouble error={{ view }} />
        <p>
          <Button onClick={() => window.location.reload()}>Load the page again</Button>
        </p>
      </>
    );
  }
}
