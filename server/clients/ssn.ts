import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A Social Security number as it is kept: the whole only encrypted, a keyed hash to find it, the last four to say it. */
export interface KeptSsn {
  ssnEncrypted: Buffer;
  /** Null unless all nine digits are known. */
  ssnHash: string | null;
  ssnLast4: string | null;
}

export interface SsnKeeper {
  /** Nine characters, a digit or 'x' each. */
  keep(ssn: string): KeptSsn;
  /** @throws Error where it was encrypted under another secret. */
  reveal(encrypted: Buffer): string;
}

const cipher = 'aes-256-gcm';
const form = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Keeps numbers under keys of their own, derived from the installation's secret: 1 byte form, iv, tag, ciphertext. */
export const makeSsnKeeper = (secret: string): SsnKeeper => {
  const key = derive(secret, 'berth ssn encryption');
  const hashKey = derive(secret, 'berth ssn hash');
  return {
    keep: (ssn) => {
      const iv = randomBytes(ivBytes);
      const encryption = createCipheriv(cipher, key, iv);
      const body = Buffer.concat([encryption.update(ssn, 'utf8'), encryption.final()]);
      return {
        ssnEncrypted: Buffer.concat([Buffer.from([form]), iv, encryption.getAuthTag(), body]),
        ssnHash: ssn.includes('x') ? null : createHmac('sha256', hashKey).update(ssn).digest('base64url'),
        ssnLast4: /\d{4}$/.exec(ssn)?.[0] ?? null,
      };
    },
    reveal: (encrypted) => {
      if (encrypted[0] !== form) throw new Error('The number was kept in a form this program does not know');
      const iv = encrypted.subarray(1, 1 + ivBytes);
      const tag = encrypted.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
      const decryption = createDecipheriv(cipher, key, iv, { authTagLength: tagBytes }).setAuthTag(tag);
      return (
        decryption.update(encrypted.subarray(1 + ivBytes + tagBytes), undefined, 'utf8') +
        decryption.final('utf8')
      );
    },
  };
};

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
