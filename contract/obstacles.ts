import { z } from 'zod';

/** One reason why something cannot be done, in words a caller can be told, with the next step where there is one. */
export const Obstacle = z.object({
  code: z.string().describe('Stable name of the reason, for translation and tests'),
  message: z.string().describe('One plain sentence: the fact, then the date'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .optional()
    .describe('What the sentence is made of: night, nights, phone, client, reservation …'),
  until: z.string().optional().describe('First night, YYYY-MM-DD, on which this reason no longer holds'),
  next: z
    .object({ label: z.string(), act: z.string() })
    .optional()
    .describe('The next step: a label for the button and a stable name for the act'),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** The reply to every expected "no". Nothing was saved. */
export const RefusalReply = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  obstacles: z.array(Obstacle),
  fields: z.record(z.string(), z.string()).optional().describe('Shape errors, by the path of the field'),
  requestId: z.string().optional(),
});
export type RefusalReply = z.infer<typeof RefusalReply>;
