import { serve } from '../workers/serve.ts';
import { runReplicate } from './replicate.ts';

serve(runReplicate);
