import type { Obstacle, RefusalCode, RefusalReply } from '../../contract/obstacles.ts';

/** Every expected "no": status, and all its reasons at once. Thrown anywhere; the transaction ends with nothing saved. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly obstacles: Obstacle[];
  readonly fields: Record<string, string> | undefined;
  readonly headers: Record<string, string>;

  constructor(no: {
    status: number;
    code: RefusalCode;
    title: string;
    obstacles?: Obstacle[];
    fields?: Record<string, string>;
    headers?: Record<string, string>;
  }) {
    super(no.title);
    this.status = no.status;
    this.code = no.code;
    this.obstacles = no.obstacles ?? [];
    this.fields = no.fields;
    this.headers = no.headers ?? {};
  }

  reply(requestId: string): RefusalReply {
    return {
      status: this.status,
      code: this.code,
      title: this.message,
      obstacles: this.obstacles,
      fields: this.fields,
      requestId,
    };
  }
}

/** 409: it can't be done as things stand; nothing was saved. */
export const refuse = (code: RefusalCode, title: string, obstacles: Obstacle[] = []) =>
  new Refusal({ status: 409, code, title, obstacles });

/** 404, also for what exists but is not this actor's to know. */
export const notFound = (what: string) =>
  new Refusal({
    status: 404,
    code: 'not_found',
    title: `There is no such ${what}, or it is not yours to see.`,
  });

/** 404 for an address that leads nowhere. */
export const nothingThere = () =>
  new Refusal({ status: 404, code: 'not_found', title: 'There is nothing at this address.' });

export const forbidden = (title: string) => new Refusal({ status: 403, code: 'not_allowed', title });

/** 409 for a write that names a version somebody else has changed since. */
export const changedMeanwhile = (what: string) =>
  refuse('changed_meanwhile', `Somebody changed this ${what} since you opened it.`, [
    {
      code: 'changed_meanwhile',
      message: 'Look at what is there now, then do it again.',
      next: { label: 'Read again', act: 'reload' },
    },
  ]);
