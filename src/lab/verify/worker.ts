import { serve } from '../workers/serve.ts';
import { runRow } from './run-row.ts';

serve(runRow);
