import { useEffect, useState } from 'react';

export type Engine = typeof import('./engine.ts');

let engine: Engine | undefined;
let asked: Promise<Engine> | undefined;

/** The drawing library, fetched when the first chart is shown. */
export function loadEngine(): Promise<Engine> {
  asked ??= import('./engine.ts').then((found) => (engine = found));
  return asked;
}

/** The drawing library, once it is there. */
export function useEngine(): Engine | undefined {
  const [found, setFound] = useState(engine);
  useEffect(() => {
    if (found === undefined) void loadEngine().then(setFound);
  }, [found]);
  return found;
}
