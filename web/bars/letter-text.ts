import type { Bar } from './bar-dialogs.tsx';

/** What a letter is made of: nothing of the narrative, no name of who decided. */
export type LetterBar = Pick<
  Bar,
  | 'tonight'
  | 'organizationName'
  | 'facility'
  | 'phone'
  | 'services'
  | 'beginDate'
  | 'endDate'
  | 'reviewOn'
  | 'told'
> & { client: Pick<Bar['client'], 'name'> };

const dateFor = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return (night: string) => {
    const [year, month, day] = night.split('-');
    return `${format.format(new Date(`${night}T00:00:00Z`))} (${month}/${day}/${year})`;
  };
};

const english = (bar: LetterBar): string[] => {
  const date = dateFor('en-US');
  const what = { overnight: 'sleep', day: 'use the day room', meals: 'eat meals' };
  const place = bar.facility?.name ?? `any facility of ${bar.organizationName}`;
  return [
    date(bar.tonight),
    `To ${bar.client.name}`,
    `From ${date(bar.beginDate)} you may not ${either(
      bar.services.map((s) => what[s]),
      'or',
    )} at ${place}.`,
    bar.endDate
      ? `You may come back on ${date(bar.endDate)}.`
      : `There is no last day yet. We will look at this again on ${date(bar.reviewOn ?? bar.tonight)}.`,
    bar.told ? `The reason: ${bar.told}` : 'Ask us for the reason. We will tell you.',
    `You can ask us to change this. This is called an appeal. Tell any member of our staff${
      bar.phone ? `, or call ${bar.phone}` : ''
    }. Somebody who did not decide this will listen to you. You may bring somebody with you.`,
    `This is only about ${bar.organizationName}. Other shelters may have a place for you.`,
  ];
};

const spanish = (bar: LetterBar): string[] => {
  const date = dateFor('es-US');
  const what = { overnight: 'dormir', day: 'usar la sala de día', meals: 'comer' };
  const place = bar.facility?.name ?? `ningún albergue de ${bar.organizationName}`;
  return [
    date(bar.tonight),
    `Para ${bar.client.name}`,
    `Desde el ${date(bar.beginDate)} usted no puede ${either(
      bar.services.map((s) => what[s]),
      'ni',
    )} en ${place}.`,
    bar.endDate
      ? `Puede volver el ${date(bar.endDate)}.`
      : `Todavía no hay un último día. Lo revisaremos el ${date(bar.reviewOn ?? bar.tonight)}.`,
    bar.told ? `El motivo: ${bar.told}` : 'Pregúntenos el motivo. Se lo diremos.',
    `Usted puede pedir que cambiemos esto. Se llama apelación. Dígaselo a cualquier persona del personal${
      bar.phone ? ` o llame al ${bar.phone}` : ''
    }. Le escuchará alguien que no decidió esto. Puede venir con otra persona.`,
    `Esto es solo de ${bar.organizationName}. Otros albergues pueden tener un lugar para usted.`,
  ];
};

const either = (parts: string[], word: 'or' | 'ni'): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;

/** What the letter of a decision is made of. */
export type DecidedAppeal = Pick<Bar['appeals'][number], 'filedOn' | 'outcome' | 'decision'>;

const decisionInEnglish = (bar: LetterBar, { filedOn, outcome, decision }: DecidedAppeal): string[] => {
  const date = dateFor('en-US');
  const place = bar.facility?.name ?? `any facility of ${bar.organizationName}`;
  const until = bar.endDate
    ? `You may come back on ${date(bar.endDate)}.`
    : `There is no last day yet. We will look at this again on ${date(bar.reviewOn ?? bar.tonight)}.`;
  return [
    date(bar.tonight),
    `To ${bar.client.name}`,
    `On ${date(filedOn)} you asked us to change our decision about you at ${place}. Somebody who had not made that decision has looked at it.`,
    ...(outcome === 'overturned'
      ? [`Our decision is ended. You may come back to ${place} now.`]
      : outcome === 'shortened'
        ? ['We made the time shorter.', until]
        : ['Our decision stays as it is.', until]),
    ...(decision ? [`Why: ${decision}`] : []),
    `If you have a question, ask any member of our staff${bar.phone ? `, or call ${bar.phone}` : ''}.`,
    `This is only about ${bar.organizationName}. Other shelters may have a place for you.`,
  ];
};

const decisionInSpanish = (bar: LetterBar, { filedOn, outcome, decision }: DecidedAppeal): string[] => {
  const date = dateFor('es-US');
  const place = bar.facility?.name ?? `todos los albergues de ${bar.organizationName}`;
  const until = bar.endDate
    ? `Puede volver el ${date(bar.endDate)}.`
    : `Todavía no hay un último día. Lo revisaremos el ${date(bar.reviewOn ?? bar.tonight)}.`;
  return [
    date(bar.tonight),
    `Para ${bar.client.name}`,
    `El ${date(filedOn)} usted nos pidió cambiar nuestra decisión sobre usted en ${place}. La revisó alguien que no la había tomado.`,
    ...(outcome === 'overturned'
      ? [`Nuestra decisión terminó. Ya puede volver a ${place}.`]
      : outcome === 'shortened'
        ? ['Acortamos el tiempo.', until]
        : ['Nuestra decisión sigue igual.', until]),
    ...(decision ? [`Por qué: ${decision}`] : []),
    `Si tiene una pregunta, hágala a cualquier persona del personal${bar.phone ? ` o llame al ${bar.phone}` : ''}.`,
    `Esto es solo de ${bar.organizationName}. Otros albergues pueden tener un lugar para usted.`,
  ];
};

/** The letter about an appeal's decision, as plain as the one about the bar: what was asked, decided, and from when on. */
export const decisionText = (bar: LetterBar, appeal: DecidedAppeal): { en: string[]; es: string[] } => ({
  en: decisionInEnglish(bar, appeal),
  es: decisionInSpanish(bar, appeal),
});

/** The letter in plain English and Spanish; both are printed, each paragraph once. */
export const letterText = (bar: LetterBar): { en: string[]; es: string[] } => ({
  en: english(bar),
  es: spanish(bar),
});
