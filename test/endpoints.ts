import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '../contract/endpoint.ts';

const contract = join(import.meta.dirname, '../contract');
const modules: object[] = await Promise.all(
  readdirSync(contract)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => import(join(contract, file))),
);

/** Every endpoint of the contract, whatever its domain. */
export const endpoints = modules
  .flatMap((m) => Object.values(m) as unknown[])
  .filter(
    (e): e is Endpoint => typeof e === 'object' && e !== null && 'method' in e && 'path' in e && 'reply' in e,
  );
