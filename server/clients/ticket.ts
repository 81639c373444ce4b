import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { NewClient } from '../../contract/clients.ts';
import { plain } from './rules.ts';

/** Which records a person at a desk was shown before making a new one, and for whom they searched. */
export interface Shown {
  userId: string;
  /** What identifies the person described; see `identityOf`. */
  identity: string;
  clientIds: number[];
}

export interface TicketDesk {
  give(shown: Shown, now: Date): string;
  /** Null where the ticket is none of ours, or too old. */
  read(ticket: string, now: Date): Shown | null;
  /** A keyed digest of what identifies the person described: the same for the same fields however they are spaced. */
  identityOf(client: NewClient): string;
}

const minutes = 30;

/** Tickets of the duplicate search, signed with a key derived from the installation's secret; nothing is stored. */
export const makeTicketDesk = (secret: string): TicketDesk => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'berth duplicate search', 32));
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    give: (shown, now) => {
      const body = Buffer.from(
        JSON.stringify([
          shown.userId,
          shown.identity,
          shown.clientIds,
          Math.floor(now.getTime() / 1000) + minutes * 60,
        ]),
      ).toString('base64url');
      return `${body}.${sign(body).toString('base64url')}`;
    },
    read: (ticket, now) => {
      const [body = '', signature = ''] = ticket.split('.');
      const given = Buffer.from(signature, 'base64url');
      const own = sign(body);
      if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
      const [userId, identity, clientIds, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        string,
        string,
        number[],
        number,
      ];
      return until * 1000 < now.getTime() ? null : { userId, identity, clientIds };
    },
    identityOf: (client) =>
      sign(
        JSON.stringify([
          ...[client.firstName, client.middleName, client.lastName, client.nameSuffix, client.goesBy].map(
            asCompared,
          ),
          (client.aliases ?? []).map(asCompared).sort(),
          client.dob ?? null,
          client.ssn ?? null,
          client.codeName ?? false,
        ]),
      )
        .subarray(0, 16)
        .toString('base64url'),
  };
};

const asCompared = (name: string | null | undefined): string =>
  plain(name ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
