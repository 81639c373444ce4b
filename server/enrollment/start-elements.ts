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

const yesNoQuestion = (name: string, title: Words, more: Partial<Question> = {}): FormQuestion => ({
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

const source = (column: string, english: string, spanish: string) => ({
  value: column,
  text: say(english, spanish),
});

/** 4.02: HUD's columns of income sources; each has an amount column of the same name. */
const incomeSources = [
  source('Earned', 'Earned income', 'Salario'),
  source('Unemployment', 'Unemployment insurance', 'Seguro de desempleo'),
  source('SSI', 'SSI', 'SSI'),
  source('SSDI', 'SSDI', 'SSDI'),
  source('VADisabilityService', 'VA service-connected disability', 'Discapacidad del VA por servicio'),
  source(
    'VADisabilityNonService',
    'VA non-service-connected pension',
    'Pensión del VA no relacionada con el servicio',
  ),
  source('PrivateDisability', 'Private disability insurance', 'Seguro privado de discapacidad'),
  source('WorkersComp', 'Worker’s compensation', 'Compensación por accidente laboral'),
  source('TANF', 'TANF', 'TANF'),
  source('GA', 'General Assistance', 'Asistencia general'),
  source('SocSecRetirement', 'Social Security retirement', 'Jubilación del Seguro Social'),
  source('Pension', 'Pension from a former job', 'Pensión de un empleo anterior'),
  source('ChildSupport', 'Child support', 'Manutención de menores'),
  source('Alimony', 'Alimony', 'Pensión conyugal'),
  source('OtherIncomeSource', 'Another source', 'Otra fuente'),
];

export const incomeFromAnySource = yesNoQuestion(
  'IncomeFromAnySource',
  say('Is there income from any source?', '¿Tiene ingresos de alguna fuente?'),
);

/** 4.02. Of heads and adults, not in night-by-night shelter. */
export const income: readonly FormQuestion[] = [
  incomeFromAnySource,
  {
    type: 'checkbox',
    name: 'IncomeSources',
    title: say('From which sources?', '¿De qué fuentes?'),
    choices: incomeSources,
    visibleIf: '{IncomeFromAnySource} = 1',
  },
  {
    type: 'text',
    inputType: 'number',
    name: 'TotalMonthlyIncome',
    title: say('How much in all in a month, in dollars?', '¿Cuánto en total al mes, en dólares?'),
    min: 0,
    max: 99_999,
    visibleIf: '{IncomeFromAnySource} = 1',
  },
];

/** 4.03. Of heads and adults, not in night-by-night shelter. */
export const benefits: readonly FormQuestion[] = [
  yesNoQuestion(
    'BenefitsFromAnySource',
    say('Are there non-cash benefits, such as SNAP?', '¿Recibe ayudas que no son dinero, como SNAP?'),
  ),
  {
    type: 'checkbox',
    name: 'BenefitsSources',
    title: say('Which benefits?', '¿Qué ayudas?'),
    choices: [
      source('SNAP', 'SNAP', 'SNAP'),
      source('WIC', 'WIC', 'WIC'),
      source('TANFChildCare', 'TANF child care', 'Cuidado infantil de TANF'),
      source('TANFTransportation', 'TANF transportation', 'Transporte de TANF'),
      source('OtherTANF', 'Other TANF services', 'Otros servicios de TANF'),
      source('OtherBenefitsSource', 'Another benefit', 'Otra ayuda'),
    ],
    visibleIf: '{BenefitsFromAnySource} = 1',
  },
];

/** 4.04. Of everybody, not in night-by-night shelter. */
export const insurance: readonly FormQuestion[] = [
  yesNoQuestion('InsuranceFromAnySource', say('Is there health insurance?', '¿Tiene seguro médico?')),
  {
    type: 'checkbox',
    name: 'InsuranceSources',
    title: say('Which insurance?', '¿Qué seguro?'),
    choices: [
      source('Medicaid', 'Medicaid', 'Medicaid'),
      source('Medicare', 'Medicare', 'Medicare'),
      source('SCHIP', 'State children’s health insurance', 'Seguro médico infantil del estado'),
      source('VHAServices', 'VA medical services', 'Servicios médicos del VA'),
      source('EmployerProvided', 'By an employer', 'Por un empleador'),
      source('COBRA', 'COBRA', 'COBRA'),
      source('PrivatePay', 'Privately paid', 'Pagado por su cuenta'),
      source('StateHealthIns', 'State health insurance for adults', 'Seguro médico estatal para adultos'),
      source('IndianHealthServices', 'Indian Health Services', 'Servicio de Salud Indígena'),
      source('OtherInsurance', 'Another insurance', 'Otro seguro'),
    ],
    visibleIf: '{InsuranceFromAnySource} = 1',
  },
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
