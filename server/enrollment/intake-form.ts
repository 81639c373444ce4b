import { adultOrHead } from '../../contract/enrollment.ts';
import type { ShelterKind } from '../../contract/facilities.ts';
import { type Form, type FormPage, say } from '../placement/definition.ts';
import { DisablingCondition, disabilities, domesticViolence, priorLiving } from './start-elements.ts';
import { benefits, income, insurance } from './start-elements-money.ts';

const ofHeadsAndAdults = `{${adultOrHead}} = true`;

const beforeStart: FormPage = {
  name: 'before',
  title: say('Before tonight', 'Antes de esta noche'),
  description: say(
    'Nobody has to answer; what stays open is asked at the door.',
    'Nadie tiene que responder; lo que falte se pregunta en la puerta.',
  ),
  visibleIf: ofHeadsAndAdults,
  elements: Object.values(priorLiving),
};

const ofHealth = (elements: FormPage['elements']): FormPage => ({
  name: 'health',
  title: say('Health and disability', 'Salud y discapacidad'),
  elements,
});

const safety: FormPage = {
  name: 'safety',
  title: say('Violence', 'Violencia'),
  visibleIf: ofHeadsAndAdults,
  elements: Object.values(domesticViolence),
};

const money: FormPage = {
  name: 'money',
  title: say('Income and benefits', 'Ingresos y ayudas'),
  visibleIf: ofHeadsAndAdults,
  elements: [...income, ...benefits],
};

const insured: FormPage = {
  name: 'insurance',
  title: say('Health insurance', 'Seguro médico'),
  elements: insurance,
};

const healthAtStart = ofHealth([DisablingCondition, ...disabilities]);

/** HUD FY2026 project-start elements for emergency shelter; 4.02 to 4.04 only where guests stay on. */
export const intakeForm = (kind: ShelterKind): Form => ({
  title: say('Intake', 'Ingreso'),
  pages:
    kind === 'extended_stay'
      ? [beforeStart, healthAtStart, safety, money, insured]
      : [beforeStart, healthAtStart, safety],
});

/**
 * HUD FY2026 project-exit elements for emergency shelter: 4.05 to 4.10 of everybody, 4.02 to 4.04 only where guests stay
 * on. 3.11 and 3.12 are the exit itself; 3.08, 3.917 and 4.11 are asked at the start only.
 */
export const exitForm = (kind: ShelterKind): Form => ({
  title: say('Exit', 'Salida'),
  pages: kind === 'extended_stay' ? [ofHealth(disabilities), money, insured] : [ofHealth(disabilities)],
});
