import { clientsOwnWords, codesOf, type ListNumber, notCollected } from '../../contract/hud/code-lists.ts';
import { type Choice, type FormQuestion, say, type Words } from '../placement/definition.ts';
import { spanishOf } from './hud-spanish.ts';

/**
 * HUD FY2026 project-start elements of an emergency shelter as questions. A question is called by its CSV column where
 * there is one, so that assessment, intake, import and export mean the same by the same name. Values are HUD's codes.
 */
type Question = Omit<FormQuestion, 'type'> & { type?: FormQuestion['type'] };

/** The values of a list to choose from: never 99; 8 and 9 last, as the client's own words. */
const choicesOf = (list: ListNumber, leaveOut: readonly number[] = []): Choice[] => {
  const codes = codesOf(list).filter(({ code }) => code !== notCollected && !leaveOut.includes(code));
  const own = codes.filter(({ code }) => clientsOwnWords.includes(code));
  const values = codes.filter(({ code }) => !clientsOwnWords.includes(code));
  return [...values, ...own].map(({ code, text }) => ({ value: code, text: say(text, spanishOf(text)) }));
};

const yesFirst = (list: ListNumber): Choice[] => choicesOf(list).sort((a, b) => rankOf(a) - rankOf(b));
const rankOf = ({ value }: Choice): number => (value === 1 ? -1 : Number(value));

export const yesNoQuestion = (name: string, title: Words, more: Partial<Question> = {}): FormQuestion => ({
  type: 'radiogroup',
  name,
  title,
  choices: yesFirst('1.8'),
  ...more,
});

// Lists are short enough to stand open, but those of living situations and reasons are not.
const codeQuestion = (
  name: string,
  title: Words,
  list: ListNumber,
  more: Partial<Question> = {},
): FormQuestion => ({
  type: codesOf(list).length > 9 ? 'dropdown' : 'radiogroup',
  name,
  title,
  choices: choicesOf(list),
  ...more,
});

// HUD lists lengths of stay by code, people by length.
const byLength = [10, 11, 2, 3, 4, 5, 8, 9];

/** 3.917A: where the person slept the night before, and how long homeless. Of heads and adults. */
export const priorLiving = {
  LivingSituation: codeQuestion(
    'LivingSituation',
    say('Where did you sleep last night?', '¿Dónde durmió anoche?'),
    '3.917',
    { askEachTime: true },
  ),
  RentalSubsidyType: codeQuestion(
    'RentalSubsidyType',
    say('Which subsidy went with that rental?', '¿Qué subsidio tenía ese alquiler?'),
    '3.12.A',
    { askEachTime: true, visibleIf: '{LivingSituation} = 435' },
  ),
  LengthOfStay: {
    ...codeQuestion(
      'LengthOfStay',
      say('How long had you stayed there?', '¿Cuánto tiempo estuvo allí?'),
      '3.917.2',
      {
        askEachTime: true,
      },
    ),
    choices: choicesOf('3.917.2').sort(
      (a, b) => byLength.indexOf(Number(a.value)) - byLength.indexOf(Number(b.value)),
    ),
  },
  DateToStreetESSH: {
    type: 'text',
    inputType: 'date',
    name: 'DateToStreetESSH',
    title: say(
      'Since when have you been on the street, in shelter or in a safe haven this time?',
      '¿Desde cuándo está esta vez en la calle, en un refugio o en un lugar seguro?',
    ),
    description: say('About the day is enough.', 'Basta con el día aproximado.'),
    askEachTime: true,
  },
  TimesHomelessPastThreeYears: codeQuestion(
    'TimesHomelessPastThreeYears',
    say(
      'How many times in the last three years, this time included?',
      '¿Cuántas veces en los últimos tres años, contando esta?',
    ),
    '3.917.4',
    { askEachTime: true },
  ),
  MonthsHomelessPastThreeYears: codeQuestion(
    'MonthsHomelessPastThreeYears',
    say('How many months in all in those three years?', '¿Cuántos meses en total en esos tres años?'),
    '3.917.5',
    { askEachTime: true },
  ),
} satisfies Record<string, FormQuestion>;

/** 3.08. Of everybody. */
export const DisablingCondition = yesNoQuestion(
  'DisablingCondition',
  say(
    'Does a disability or long-lasting condition make it hard for you to live on your own?',
    '¿Alguna discapacidad o condición duradera le dificulta vivir por su cuenta?',
  ),
);

/** 3.07, of adults. Asked in the placement assessment and kept with the client. */
export const VeteranStatus = yesNoQuestion(
  'VeteranStatus',
  say('Have you served in the armed forces?', '¿Ha servido en las fuerzas armadas?'),
);

const lasting = (name: string): FormQuestion =>
  yesNoQuestion(
    `${name}IndefiniteAndImpairs`,
    say(
      'Is it expected to go on for long, and does it limit living independently?',
      '¿Se espera que dure mucho y limita vivir de forma independiente?',
    ),
    { visibleIf: name === 'SubstanceUseDisorder' ? `{${name}} anyof [1, 2, 3]` : `{${name}} = 1` },
  );

/** 4.05 to 4.10, one row of Disabilities.csv each. Of everybody. */
export const disabilities: readonly FormQuestion[] = [
  yesNoQuestion('PhysicalDisability', say('A physical disability?', '¿Una discapacidad física?')),
  lasting('PhysicalDisability'),
  yesNoQuestion(
    'DevelopmentalDisability',
    say('A developmental disability?', '¿Una discapacidad del desarrollo?'),
  ),
  yesNoQuestion('ChronicHealthCondition', say('A chronic health condition?', '¿Una enfermedad crónica?')),
  lasting('ChronicHealthCondition'),
  yesNoQuestion('HIVAIDS', say('HIV or AIDS?', '¿VIH o SIDA?')),
  yesNoQuestion('MentalHealthDisorder', say('A mental health disorder?', '¿Un trastorno de salud mental?')),
  lasting('MentalHealthDisorder'),
  codeQuestion(
    'SubstanceUseDisorder',
    say('A substance use disorder?', '¿Un trastorno por consumo de sustancias?'),
    '4.10.2',
  ),
  lasting('SubstanceUseDisorder'),
];

/** 4.11. Of heads and adults. */
export const domesticViolence = {
  DomesticViolenceSurvivor: yesNoQuestion(
    'DomesticViolenceSurvivor',
    say(
      'Have you lived through violence by a partner or family, sexual violence or stalking?',
      '¿Ha sufrido violencia de pareja o familiar, violencia sexual o acoso?',
    ),
  ),
  WhenOccurred: codeQuestion(
    'WhenOccurred',
    say('When was that, most recently?', '¿Cuándo fue la última vez?'),
    '4.11.A',
    {
      askEachTime: true,
      visibleIf: '{DomesticViolenceSurvivor} = 1',
    },
  ),
  CurrentlyFleeing: yesNoQuestion(
    'CurrentlyFleeing',
    say('Are you fleeing from it now?', '¿Está huyendo de eso ahora?'),
    {
      askEachTime: true,
      visibleIf: '{DomesticViolenceSurvivor} = 1',
    },
  ),
} satisfies Record<string, FormQuestion>;
