import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import type { DB } from '../database/generated-types.ts';

export type Authentication = ReturnType<typeof makeAuthentication>;

/** Sign-in by the library: password and TOTP, no sign-up; accounts are made by an administrator only. */
export const makeAuthentication = (options: {
  db: Kysely<DB>;
  baseUrl: string;
  secret: string;
  trustedOrigins: string[];
}) =>
  betterAuth({
    appName: 'Berth',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    trustedOrigins: options.trustedOrigins,
    database: { db: options.db, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    user: { modelName: 'userAccount' },
    account: { modelName: 'userCredential' },
    verification: { modelName: 'userVerification' },
    session: {
      modelName: 'userSession',
      expiresIn: 60 * 60 * 12,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    plugins: [twoFactor({ twoFactorTable: 'userTwoFactor' })],
    advanced: { cookiePrefix: 'berth', disableCSRFCheck: false },
    // The product's own door answers guessing with a growing delay per address and caller.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
  });
