import { config } from 'zod';

// The page's policy forbids eval; zod would try it once and leave a report in the console. Imported before any schema.
config({ jitless: true });
