import type { Transaction } from 'kysely';
import type { DB } from '../database/generated-types.ts';
import { Refusal } from './refusal.ts';

const rememberedHours = 24;

/**
 * The remembered reply to this user's key, if any. Inserting the key first makes a second call with it wait until the
 * first has ended; the key disappears with a transaction that refuses. Another body under the same key is 422.
 */
export const recallReply = async (
  db: Transaction<DB>,
  call: { userId: string; key: string; requestHash: string; now: Date },
): Promise<{ status: number; body: unknown } | undefined> => {
  const oldest = new Date(call.now.getTime() - rememberedHours * 3_600_000);
  await db
    .deleteFrom('rememberedReply')
    .where('userId', '=', call.userId)
    .where('createdAt', '<', oldest)
    .execute();
  const made = await db
    .insertInto('rememberedReply')
    .values({ userId: call.userId, key: call.key, requestHash: call.requestHash, createdAt: call.now })
    .onConflict((c) => c.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (made) return undefined;
  const known = await db
    .selectFrom('rememberedReply')
    .selectAll()
    .where('userId', '=', call.userId)
    .where('key', '=', call.key)
    .executeTakeFirstOrThrow();
  if (known.requestHash !== call.requestHash) {
    throw new Refusal({
      status: 422,
      code: 'key_used',
      title: 'This Idempotency-Key was used for another request. Use a new key.',
    });
  }
  return { status: known.status ?? 200, body: known.reply };
};

export const rememberReply = async (
  db: Transaction<DB>,
  call: { userId: string; key: string; status: number; reply: unknown },
) => {
  await db
    .updateTable('rememberedReply')
    .set({ status: call.status, reply: JSON.stringify(call.reply) })
    .where('userId', '=', call.userId)
    .where('key', '=', call.key)
    .execute();
};
