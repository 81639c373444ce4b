import { readConfiguration, StartError } from '../server/configuration.ts';
import { openDatabase } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';
import { joinOrStart } from '../server/database/running.ts';
import { sealAudit, verifyAudit } from '../server/http/audit.ts';

/** Seals what is not sealed yet and reads the whole chain again; exit code 1 where an entry is not what was sealed. */
const audit = async (): Promise<boolean> => {
  const configuration = readConfiguration(process.env);
  const joined = configuration.databaseUrl
    ? { databaseUrl: configuration.databaseUrl, close: async () => {} }
    : await joinOrStart(configuration.dataFolder, console.log);
  try {
    await migrate(joined.databaseUrl);
    return await readChain(joined.databaseUrl);
  } finally {
    await joined.close();
  }
};

const readChain = async (databaseUrl: string): Promise<boolean> => {
  const database = await openDatabase({ databaseUrl });
  try {
    while ((await sealAudit(database.db)) > 0);
    const { sealed, broken } = await verifyAudit(database.db);
    if (broken === null) console.log(`The audit is whole: ${sealed} entries, each as it was sealed.`);
    else console.error(`The audit was changed: entry ${broken} of the chain is not what was sealed.`);
    return broken === null;
  } finally {
    await database.close();
  }
};

try {
  process.exitCode = (await audit()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
