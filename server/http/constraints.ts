import type { Obstacle, ObstacleCode } from '../../contract/obstacles.ts';
import { isOutdated } from '../database/prepared.ts';
import { Refusal } from './refusal.ts';

/** What the database's named constraints say to a person. The one place where they are translated. */
const sayings: Partial<Record<ObstacleCode, Omit<Obstacle, 'code'>>> = {
  bed_promised_once: {
    message: 'That place was taken a moment ago.',
    next: { label: 'Look again', act: 'reload' },
  },
  client_promised_once: {
    message: 'This person already has a place on one of these nights.',
    next: { label: 'Look again', act: 'reload' },
  },
  unit_one_party: {
    message: 'Another party has this room on one of these nights.',
    next: { label: 'Look again', act: 'reload' },
  },
  one_open_appeal: { message: 'An appeal against this bar is open already.' },
  override_once: { message: 'This bar is overridden there on one of these nights already.' },
  one_pending_enrollment: { message: 'A pending enrollment for this project is there already.' },
  one_open_enrollment: { message: 'An open enrollment for this project is there already.' },
  guest_enrollment_agrees: { message: 'That enrollment is for another person or another project.' },
  guest_once_per_reservation: { message: 'A person is named twice.' },
  household_one_head: { message: 'A household has one head.' },
  household_member_pkey: { message: 'This person was in the household before.' },
  client_card_pkey: { message: 'That card belongs to somebody already.' },
  alias_once: { message: 'That alias is there already.' },
  one_draft_per_client_and_team: {
    message: 'A draft is open already.',
    next: { label: 'Resume it', act: 'reload' },
  },
  rule_once_per_room: { message: 'Another rule for this room covers some of these nights.' },
  rule_once_per_bed: { message: 'Another rule for this bed covers some of these nights.' },
  overflow_once: { message: 'Overflow is already open on some of these nights.' },
  room_name_once: { message: 'A room of that name is there already.' },
  unit_name_once: { message: 'A unit of that name is there already.' },
  bed_label_once: { message: 'A bed of that label is in this room already.' },
  user_email_once: { message: 'Somebody signs in with that address already.' },
  membership_once: { message: 'They hold that combination already.' },
  agreement_once: { message: 'An agreement between these two is in force on some of these days.' },
  form_version_once: { message: 'Somebody published this version a moment ago.' },
  one_hold_per_desk: { message: 'This desk holds that place already.' },
  bed_night_once: { message: 'That night is recorded already.' },
  one_leave_at_a_time: { message: 'There is leave for some of these nights already.' },
};

interface DatabaseError {
  code?: string;
  constraint?: string;
  constraint_name?: string;
}

/** Whether the transaction may simply be run again: serialization failure, deadlock, or a statement out of date. */
export const isRetryable = (error: unknown): boolean => {
  const code = (error as DatabaseError)?.code;
  return code === '40001' || code === '40P01' || isOutdated(error);
};

/** The refusal that a named constraint stands for; undefined where the error is a bug. */
export const refusalOf = (error: unknown): Refusal | undefined => {
  const { code, constraint } = (error ?? {}) as DatabaseError;
  if (code === '22003' || code === '22P02' || code === '22021') {
    return new Refusal({ status: 400, code: 'shape', title: 'A value is out of range or not of its form.' });
  }
  if (!constraint || !code?.startsWith('23')) return undefined;
  const name = constraint as ObstacleCode;
  const saying = sayings[name];
  if (!saying) return undefined;
  return new Refusal({
    status: 409,
    code: name,
    title: saying.message,
    obstacles: [{ code: name, ...saying }],
  });
};
