import { app } from './en/app.ts';
import { clients } from './en/clients.ts';
import { facilities } from './en/facilities.ts';
import { guided } from './en/guided.ts';
import { intake } from './en/intake.ts';
import { placement } from './en/placement.ts';
import { reservations } from './en/reservations.ts';

/** Facts of an obstacle, as the server sends them beside its sentence. */
export type Facts = Record<string, string | number | null | undefined>;

// The server's own sentences are English: no translation by code is needed here.
const obstacles: Record<string, (facts: Facts) => string | undefined> = {};

/** Every text of the web app. es.ts must have the same keys; a text with something inside is a function. */
export const en = { app, clients, facilities, guided, intake, obstacles, placement, reservations };

export type Texts = typeof en;
