import type { Texts } from './en.ts';
import { app } from './es/app.ts';
import { clients } from './es/clients.ts';
import { obstacles } from './es/obstacles.ts';

export const es: Texts = { app, clients, obstacles };
