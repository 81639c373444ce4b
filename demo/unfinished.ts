import { connectAsOwner } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';

/**
 * A practice county whose making was cut off is neither empty nor whole: it is taken away, and the database is as new.
 * Anything that is not marked as practice is left alone. Returns whether there was one.
 */
export const clearUnfinishedDemo = async (databaseUrl: string): Promise<boolean> => {
  const owner = await connectAsOwner(databaseUrl);
  try {
    const { rows } = await owner.query(
      'select from installation where practice and demo_played_until is null',
    );
    if (rows.length === 0) return false;
    await owner.query('drop schema public cascade; create schema public');
  } finally {
    await owner.end();
  }
  await migrate(databaseUrl);
  return true;
};
