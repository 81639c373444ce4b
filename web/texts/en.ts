import type { ObstacleCode } from '../../contract/obstacles.ts';
import { app } from './en/app.ts';
import { auditActs } from './en/audit-acts.ts';
import { clients } from './en/clients.ts';
import { exits } from './en/exits.ts';
import { facilities } from './en/facilities.ts';
import { guided } from './en/guided.ts';
import { intake } from './en/intake.ts';
import { nights } from './en/nights.ts';
import { placement } from './en/placement.ts';
import { reservations } from './en/reservations.ts';
import { shift } from './en/shift.ts';

/** Facts of an obstacle, as the server sends them beside its sentence. */
export type Facts = Record<string, string | number | null | undefined>;

// The server's own sentences are English: no translation by code is needed here.
const obstacles: Partial<Record<ObstacleCode, (facts: Facts) => string>> = {};
const refusals: Partial<Record<string, string>> = {};
const nextSteps: Partial<Record<string, string>> = {};

/** Every text of the web app. es.ts must have the same keys; a text with something inside is a function. */
export const en = {
  app,
  auditActs,
  clients,
  exits,
  facilities,
  guided,
  intake,
  nextSteps,
  nights,
  obstacles,
  placement,
  refusals,
  reservations,
  shift,
};

export type Texts = typeof en;
