import { type FormQuestion, say, type Words } from '../placement/definition.ts';
import { yesNoQuestion } from './start-elements.ts';

// HUD FY2026 4.02 to 4.04. One checkbox stands for a group of HUD's columns: its values are their names.

const source = (column: string, english: string, spanish: string) => ({
  value: column,
  text: say(english, spanish),
});

/** 4.02: HUD's columns of income sources. */
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

/** What a source that is ticked brings in a month, in the column HUD has for it. */
const amountOf = ({ value, text }: ReturnType<typeof source>): FormQuestion => ({
  type: 'text',
  inputType: 'number',
  name: value === 'OtherIncomeSource' ? 'OtherIncomeAmount' : `${value}Amount`,
  title: say(`${text.default}: dollars in a month?`, `${text.es}: ¿dólares al mes?`),
  min: 0,
  max: 99_999,
  visibleIf: `{IncomeSources} contains '${value}'`,
});

/** Which other source it is. */
const identify = (name: string, title: Words, list: string, other: string): FormQuestion => ({
  type: 'text',
  name,
  title,
  maxLength: 50,
  visibleIf: `{${list}} contains '${other}'`,
});

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
  ...incomeSources.map(amountOf),
  identify(
    'OtherIncomeSourceIdentify',
    say('What is the other source?', '¿Cuál es la otra fuente?'),
    'IncomeSources',
    'OtherIncomeSource',
  ),
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
  identify(
    'OtherBenefitsSourceIdentify',
    say('What is the other benefit?', '¿Cuál es la otra ayuda?'),
    'BenefitsSources',
    'OtherBenefitsSource',
  ),
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
  identify(
    'OtherInsuranceIdentify',
    say('What is the other insurance?', '¿Cuál es el otro seguro?'),
    'InsuranceSources',
    'OtherInsurance',
  ),
];
