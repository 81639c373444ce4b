import type { Texts } from '../en.ts';

export const placement: Texts['placement'] = {
  title: 'Evaluación para albergue',
  version: (n) => `versión ${n}`,
  finished: 'La evaluación está terminada. Estos albergues pueden recibir a esta persona.',
  notFinished: 'La evaluación no se terminó',
  draftNotSaved: 'El borrador no se guardó',
  stillCounts: (name) => `La última evaluación de ${name} todavía vale`,
  stillCountsWhy: (day, until) =>
    until ? `Se terminó el ${day} y vale hasta el ${until}.` : `Se terminó el ${day}.`,
  toFacilities: 'Albergues disponibles',
  assessAgain: 'Evaluar otra vez',
  see: 'Lo que verán los albergues',
  seeNothing: 'Hasta ahora, ninguna necesidad especial.',
  seeWhy: 'Solo necesidades. Las respuestas se quedan con su equipo.',
  notConfirmed: 'sin confirmar',
  who: (name) => `Quién puede recibir a ${name} hasta ahora`,
  whoNone: 'Ningún albergue hasta ahora.',
  whoOld: 'No se pudo leer otra vez; puede ser anterior.',
  would: (need, shelters) => `Sin «${need}», también ${shelters}.`,
  pets: (n) => (n === 1 ? '1 mascota' : `${n} mascotas`),
  cribs: (n) => (n === 1 ? '1 cuna' : `${n} cunas`),
  interpreter: (language) => (language ? `Intérprete: ${language}` : 'Intérprete'),
  late: 'Llega tarde',
  night: 'Trabaja de noche',
  siteNeeds: {
    sober_site: 'Quiere un lugar sin alcohol ni drogas',
    no_sober_site: 'Ningún lugar que exija sobriedad',
    harm_reduction_site: 'Lugar con reducción de daños',
  },
  confidential: 'Lugar confidencial',
};
