import { type SpawnOptions, spawn } from 'node:child_process';
import { StartError } from '../configuration.ts';

/** Whom PostgreSQL runs as: nobody in particular (the person who started Berth), or an OS user of its own. */
export interface DatabaseUser {
  name: string;
  /** Absent where PostgreSQL runs as the person who started Berth. */
  ids?: { uid: number; gid: number };
}

/**
 * PostgreSQL refuses to run as root; then it runs as whoever owns the data already, else as the user `berth`,
 * made where missing, else as the machine's own `postgres`.
 */
export const findDatabaseUser = async (ownerOfData?: { uid: number; gid: number }): Promise<DatabaseUser> => {
  if (process.getuid?.() !== 0) return { name: 'you' };
  if (ownerOfData && ownerOfData.uid !== 0) {
    return { name: `number ${ownerOfData.uid}`, ids: { uid: ownerOfData.uid, gid: ownerOfData.gid } };
  }
  const user = (await lookUp('berth')) ?? (await makeUser()) ?? (await lookUp('postgres'));
  if (user) return user;
  throw new StartError(
    'PostgreSQL does not run as root, and a user "berth" for it could not be made: start Berth as an ordinary user, or set DATABASE_URL.',
  );
};

/** Whether this user may enter a folder, found out by entering it: modes alone say nothing about ACLs and mounts. */
export const canEnter = async (user: DatabaseUser, folder: string): Promise<boolean> =>
  (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], user)).code === 0;

/** Runs a program to its end as this user, in no folder of ours. */
export const run = (
  program: string,
  args: string[],
  user: DatabaseUser,
): Promise<{ code: number; output: string }> =>
  new Promise((settle) => {
    const child = spawn(program, args, { ...spawnAs(user), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('error', (error) => settle({ code: -1, output: error.message }));
    child.on('close', (code) => settle({ code: code ?? -1, output: output.trim() }));
  });

/** The person's own PG… and locale variables must not reach a server that is ours alone. */
export const spawnAs = (user: DatabaseUser): SpawnOptions => ({
  ...user.ids,
  cwd: '/',
  // A root who became one by `su` has no /sbin in the path, and useradd is there.
  env: { PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin:/usr/sbin:/sbin`, LC_ALL: 'C', TZ: 'UTC' },
});

const lookUp = async (name: string): Promise<DatabaseUser | undefined> => {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name], { name: 'root' })));
  if (uid?.code !== 0 || gid?.code !== 0) return undefined;
  return { name, ids: { uid: Number(uid.output), gid: Number(gid.output) } };
};

const makeUser = async (): Promise<DatabaseUser | undefined> => {
  const about = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  await run('useradd', [...about, '--shell', '/bin/false', 'berth'], { name: 'root' });
  return lookUp('berth');
};
