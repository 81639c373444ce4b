import { describe, expect, test } from 'vitest';
import type { ShelterKind } from '../../contract/facilities.ts';
import hudLists from '../../contract/hud/code-lists-fy2026.json' with { type: 'json' };
import { checkForm, questionsIn } from '../placement/form-check.ts';
import { intakeForm } from './intake-form.ts';
import { questionsFor } from './rules.ts';

const kinds: ShelterKind[] = ['extended_stay', 'night_by_night'];
const everything = questionsIn(intakeForm('extended_stay'));
const byName = new Map(everything.map((question) => [question.name, question]));
const valuesOf = (name: string) =>
  (byName.get(name)!.choices as { value: string | number; text: { default: string; es: string } }[]).map(
    ({ value }) => value,
  );

/** HUD's list behind each question with one code as its answer. */
const lists = {
  LivingSituation: '3.917',
  RentalSubsidyType: '3.12.A',
  LengthOfStay: '3.917.2',
  TimesHomelessPastThreeYears: '3.917.4',
  MonthsHomelessPastThreeYears: '3.917.5',
  DisablingCondition: '1.8',
  PhysicalDisability: '1.8',
  PhysicalDisabilityIndefiniteAndImpairs: '1.8',
  DevelopmentalDisability: '1.8',
  ChronicHealthCondition: '1.8',
  ChronicHealthConditionIndefiniteAndImpairs: '1.8',
  HIVAIDS: '1.8',
  MentalHealthDisorder: '1.8',
  MentalHealthDisorderIndefiniteAndImpairs: '1.8',
  SubstanceUseDisorder: '4.10.2',
  SubstanceUseDisorderIndefiniteAndImpairs: '1.8',
  DomesticViolenceSurvivor: '1.8',
  WhenOccurred: '4.11.A',
  CurrentlyFleeing: '1.8',
  IncomeFromAnySource: '1.8',
  BenefitsFromAnySource: '1.8',
  InsuranceFromAnySource: '1.8',
} as const satisfies Record<string, keyof typeof hudLists>;

/** HUD's columns behind each question with several answers, and those that follow from one of them. */
const columns = {
  IncomeSources:
    'Earned Unemployment SSI SSDI VADisabilityService VADisabilityNonService PrivateDisability WorkersComp TANF GA SocSecRetirement Pension ChildSupport Alimony OtherIncomeSource',
  BenefitsSources: 'SNAP WIC TANFChildCare TANFTransportation OtherTANF OtherBenefitsSource',
  InsuranceSources:
    'Medicaid Medicare SCHIP VHAServices EmployerProvided COBRA PrivatePay StateHealthIns IndianHealthServices OtherInsurance',
};
const amounts =
  'EarnedAmount UnemploymentAmount SSIAmount SSDIAmount VADisabilityServiceAmount VADisabilityNonServiceAmount PrivateDisabilityAmount WorkersCompAmount TANFAmount GAAmount SocSecRetirementAmount PensionAmount ChildSupportAmount AlimonyAmount OtherIncomeAmount';

describe('the codes are HUD’s', () => {
  test.each(Object.entries(lists))('%s: list %s, without 99', (name, list) => {
    const codes = Object.keys(hudLists[list].values).map(Number);
    expect(valuesOf(name).toSorted()).toEqual(codes.filter((code) => code !== 99).toSorted());
  });

  test.each(Object.entries(columns))('%s: one value a column', (name, names) => {
    expect(valuesOf(name)).toEqual(names.split(' '));
  });

  test('no question with choices stands outside these tables', () => {
    const withChoices = everything.filter((question) => question.choices).map((question) => question.name);
    expect(withChoices.toSorted()).toEqual([...Object.keys(lists), ...Object.keys(columns)].toSorted());
  });
});

const heads = 'heads and adults';
/** HUD FY2026: what is asked at the start of a stay in emergency shelter, of whom, in which kind. */
const elements: [element: string, of: 'all' | typeof heads, kinds: ShelterKind[], ...questions: string[]][] =
  [
    ['3.08', 'all', kinds, 'DisablingCondition'],
    [
      '3.917A',
      heads,
      kinds,
      'LivingSituation',
      'LengthOfStay',
      'DateToStreetESSH',
      'TimesHomelessPastThreeYears',
      'MonthsHomelessPastThreeYears',
    ],
    ['4.02', heads, ['extended_stay'], 'IncomeFromAnySource'],
    ['4.03', heads, ['extended_stay'], 'BenefitsFromAnySource'],
    ['4.04', 'all', ['extended_stay'], 'InsuranceFromAnySource'],
    ['4.05', 'all', kinds, 'PhysicalDisability'],
    ['4.06', 'all', kinds, 'DevelopmentalDisability'],
    ['4.07', 'all', kinds, 'ChronicHealthCondition'],
    ['4.08', 'all', kinds, 'HIVAIDS'],
    ['4.09', 'all', kinds, 'MentalHealthDisorder'],
    ['4.10', 'all', kinds, 'SubstanceUseDisorder'],
    ['4.11', heads, kinds, 'DomesticViolenceSurvivor'],
  ];
const people = [
  { adult: true, head: true },
  { adult: true, head: false },
  { adult: false, head: true },
  { adult: false, head: false },
];

describe('each element of whom, and where', () => {
  test.each(elements)('%s of %s in %j', (_, of, where, ...questions) => {
    for (const kind of kinds) {
      for (const who of people) {
        const isAsked = where.includes(kind) && (of === 'all' || who.adult || who.head);
        const counted = questionsFor({ ...who, kind });
        const given = Object.fromEntries(
          questions.map((name) => [name, byName.get(name)!.choices ? valuesOf(name)[0] : '2026-01-01']),
        );
        const { answers, problems } = checkForm(intakeForm(kind), given, {
          adultOrHead: who.adult || who.head,
        });
        expect(problems).toEqual([]);
        expect(answers).toEqual(isAsked ? given : {});
        for (const name of questions) expect(counted.includes(name)).toBe(isAsked);
      }
    }
  });

  test('nothing else counts as to be asked at the door', () => {
    const named = elements.flatMap(([, , , ...questions]) => questions);
    for (const who of people)
      for (const kind of kinds)
        expect(questionsFor({ ...who, kind }).filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('income', () => {
  const of = (answers: object) =>
    checkForm(intakeForm('extended_stay'), { IncomeFromAnySource: 1, ...answers }, { adultOrHead: true });

  test('has an amount for each source, in HUD’s columns, asked where the source is ticked', () => {
    const sources = columns.IncomeSources.split(' ');
    for (const [i, amount] of amounts.split(' ').entries()) {
      const ticked = { IncomeSources: [sources[i]], [amount]: 250.5 };
      expect(of(ticked)).toEqual({ answers: { IncomeFromAnySource: 1, ...ticked }, problems: [] });
      const other = { IncomeSources: [sources[(i + 1) % sources.length]] };
      expect(of({ ...other, [amount]: 250.5 }).answers).toEqual({ IncomeFromAnySource: 1, ...other });
    }
  });

  test('that is denied takes sources and amounts along', () => {
    const { answers } = of({ IncomeFromAnySource: 0, IncomeSources: ['SSI'], SSIAmount: 943 });
    expect(answers).toEqual({ IncomeFromAnySource: 0 });
  });

  test.each([
    ['IncomeSources', 'OtherIncomeSource', 'OtherIncomeSourceIdentify'],
    ['BenefitsSources', 'OtherBenefitsSource', 'OtherBenefitsSourceIdentify'],
    ['InsuranceSources', 'OtherInsurance', 'OtherInsuranceIdentify'],
  ])('%s: %s is named', (list, other, identify) => {
    const gates = { BenefitsFromAnySource: 1, InsuranceFromAnySource: 1 };
    expect(of({ ...gates, [list]: [other], [identify]: 'A fund' }).answers).toMatchObject({
      [identify]: 'A fund',
    });
    expect(of({ ...gates, [identify]: 'A fund' }).answers).not.toHaveProperty(identify);
  });
});
