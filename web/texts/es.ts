import type { Texts } from './en.ts';
import { app } from './es/app.ts';
import { auditActs } from './es/audit-acts.ts';
import { clients } from './es/clients.ts';
import { exits } from './es/exits.ts';
import { facilities } from './es/facilities.ts';
import { guided } from './es/guided.ts';
import { intake } from './es/intake.ts';
import { nextSteps } from './es/next-steps.ts';
import { nights } from './es/nights.ts';
import { obstacles } from './es/obstacles.ts';
import { placement } from './es/placement.ts';
import { refusals } from './es/refusals.ts';
import { reservations } from './es/reservations.ts';
import { shift } from './es/shift.ts';

export const es: Texts = {
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
