import type { SlipWords } from '../en/slip.ts';

// One o'clock is singular.
const at = (time: string) => (/^1(?!\d)/.test(time) ? `la ${time}` : `las ${time}`);

export const slip: SlipWords = {
  lang: 'es',
  locale: 'es-US',
  language: 'Español',
  show: 'Muestre esto en la puerta',
  noName: 'Sin nombre.',
  where: 'Dónde',
  confidential: 'El albergue le dice dónde cuando llame.',
  come: 'Llegue',
  leave: 'Salida',
  whenYouMoveOut: 'Cuando se mude',
  howToGetThere: 'Cómo llegar',
  bring: 'Traiga',
  late: 'Si llega tarde o no viene',
  lineOpen: 'Línea abierta',
  by: (time) => `antes de ${at(time)}`,
  from: (time) => `desde ${at(time)}`,
  comeTo: 'Venga a ',
  callFirst: (phone) => `Primero llame al ${phone}: el albergue le dice adónde ir. Llegue `,
  callFirstNoPhone: 'El albergue le dice adónde ir. Llegue ',
  between: (from, until) => `entre ${at(from)} y ${at(until)}`,
  tonight: 'esta noche',
  onDay: (day) => `el ${day}`,
  endsBy: (day, time) => `Sale el ${day}${time ? ` antes de ${at(time)}` : ''}. `,
  staysUntilMoveOut: 'El lugar es suyo hasta que se mude. ',
  youHave: (what) => `Tiene ${what}. `,
  place: {
    plain: 'un lugar',
    lower_bunk: 'una litera de abajo',
    accessible: 'una cama accesible',
  },
  with: { power: 'con enchufe', near_staff: 'cerca del personal' },
  placesKept: (n) => `Hay ${n} lugares guardados para ustedes. `,
  changeOfBed: (day) => `Desde el ${day} duerme en otra cama. `,
  inTheOther: 'en inglés',
  ifLate: 'Si llega tarde o no viene, llame al ',
  yourCode: 'Su código es ',
};
