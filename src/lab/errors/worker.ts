import { serve } from '../workers/serve.ts';
import { runCell } from './errors.ts';

serve(runCell);
