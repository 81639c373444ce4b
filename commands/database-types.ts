import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { makeDatabase, startTestCluster } from '../test/database.ts';

const root = join(import.meta.dirname, '..');

/** Rows as TypeScript sees them; made from the migrations, never by hand. */
export const generatedTypes = join(root, 'server', 'database', 'generated-types.ts');

/** How kysely-codegen reads a migrated database; it must agree with the parsers of server/database/connect.ts. */
export const codegenArguments = (databaseUrl: string, file: string): string[] => [
  join(root, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
  '--dialect=postgres',
  `--url=${databaseUrl}`,
  `--out-file=${file}`,
  '--camel-case',
  '--date-parser=string',
  '--numeric-parser=number',
  '--type-mapping={"int8":"number","daterange":"string","time":"string","bytea":"Buffer"}',
  '--exclude-pattern=migration',
];

if (import.meta.main) {
  const cluster = await startTestCluster();
  try {
    const { databaseUrl } = await makeDatabase();
    execFileSync(process.execPath, codegenArguments(databaseUrl, generatedTypes), { stdio: 'inherit' });
  } finally {
    await cluster.stop();
  }
}
