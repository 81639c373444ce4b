import { Broken, Refused, send, Unreachable } from '../api.ts';

/** What came of a try to sign in. */
export type SignInOutcome =
  | { kind: 'in' }
  | { kind: 'code_wanted' }
  | { kind: 'wrong' }
  | { kind: 'missing' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'unreachable' }
  | { kind: 'broken' };

export const signInWithPassword = (email: string, password: string) =>
  attempt('/api/auth/sign-in/email', { email, password });

/** Six digits are the app's; anything else is taken for a recovery code, which works once. */
export const checkCode = (code: string) =>
  /^\d{3} ?\d{3}$/.test(code)
    ? attempt('/api/auth/two-factor/verify-totp', { code: code.replace(' ', '') })
    : attempt('/api/auth/two-factor/verify-backup-code', { code });

const attempt = async (url: string, body: object): Promise<SignInOutcome> => {
  try {
    const said = (await send('POST', url, { body })) as { twoFactorRedirect?: boolean } | null;
    return said?.twoFactorRedirect ? { kind: 'code_wanted' } : { kind: 'in' };
  } catch (error) {
    return outcomeOf(error);
  }
};

const outcomeOf = (error: unknown): SignInOutcome => {
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (error instanceof Broken || !(error instanceof Refused)) return { kind: 'broken' };
  if (error.reply.status === 429) return { kind: 'wait', seconds: error.retryAfter ?? 1 };
  return error.reply.status === 400 ? { kind: 'missing' } : { kind: 'wrong' };
};
