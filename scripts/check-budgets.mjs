import { figuresLine, figuresOf, overBudget } from './budgets/check.mjs';
import { measure } from './budgets/measure.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { readSources } from './source/tree.mjs';
import { conclude } from './source/violation.mjs';

/** Holds files, functions, imports and tests to the budgets of scripts/budgets/limits.mjs. */
await script(() => {
  const sizes = measure(readSources(ROOT, ['src', 'scripts', 'test', 'web/src']));
  const figures = figuresOf(sizes);
  return conclude(overBudget(sizes, figures), figuresLine(figures));
});
