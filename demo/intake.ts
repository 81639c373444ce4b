import { addDays, type Night } from '../contract/nights.ts';
import type { Answers } from '../contract/placement.ts';
import { Chance } from './chance.ts';

/** HUD's list 3.917: the night before, with how likely and how long people usually had stayed there (3.917.2). */
const before = [
  { code: 116, weight: 34, lengths: [10, 11, 2, 3] },
  { code: 101, weight: 24, lengths: [10, 11, 2, 3, 4] },
  { code: 336, weight: 14, lengths: [11, 2, 3] },
  { code: 335, weight: 10, lengths: [2, 3, 4] },
  { code: 314, weight: 7, lengths: [10, 11, 2] },
  { code: 410, weight: 5, lengths: [4, 5] },
  { code: 206, weight: 3, lengths: [11, 2] },
  { code: 207, weight: 2, lengths: [2, 3, 4] },
  { code: 205, weight: 1, lengths: [2] },
];

const drawn = before.flatMap((each) => Array.from({ length: each.weight }, () => each));

const no = 0;
const yes = 1;
const prefersNot = 9;

interface Asked {
  clientId: number;
  adult: boolean;
  wishes: { accessible: boolean; power: boolean };
}

/**
 * What somebody says at Intake: the same each time they are asked, for it goes by who they are. Most answer all of it;
 * some leave a part, and a few all of it, to be asked at the door.
 */
export const startAnswersOf = ({ clientId, adult, wishes }: Asked, begin: Night): Answers => {
  const chance = new Chance(clientId * 7919);
  const patience = chance.next();
  if (patience < 0.08) return {};
  const health = healthOf(chance, adult, wishes);
  const earlier = nightBefore(chance, begin);
  const safety = safetyOf(chance);
  const money = moneyOf(chance, adult);
  if (patience < 0.16) return earlier;
  if (patience < 0.24) return { ...earlier, ...health };
  return { ...earlier, ...health, ...safety, ...money };
};

const nightBefore = (chance: Chance, begin: Night): Answers => {
  const where = chance.pick(drawn);
  const months = chance.hit(0.5) ? chance.between(1, 5) : chance.between(6, 13);
  return {
    LivingSituation: where.code,
    LengthOfStay: chance.pick(where.lengths),
    DateToStreetESSH: addDays(begin, -chance.between(1, months * 28)),
    TimesHomelessPastThreeYears: chance.hit(0.5) ? 1 : chance.between(2, 4),
    MonthsHomelessPastThreeYears: 100 + months,
  };
};

const healthOf = (chance: Chance, adult: boolean, wishes: Asked['wishes']): Answers => {
  const often = (share: number) => chance.hit(adult ? share : share / 5);
  const has = {
    PhysicalDisability: often(0.12) || wishes.accessible,
    DevelopmentalDisability: often(0.04),
    ChronicHealthCondition: often(0.18) || wishes.power,
    MentalHealthDisorder: often(0.24),
  };
  const uses = adult && chance.hit(0.16) ? chance.between(1, 3) : no;
  const lasting = ['PhysicalDisability', 'ChronicHealthCondition', 'MentalHealthDisorder'] as const;
  const limits = lasting.filter((name) => has[name] && chance.hit(0.7));
  return {
    DisablingCondition: limits.length > 0 || has.DevelopmentalDisability ? yes : no,
    ...Object.fromEntries(Object.entries(has).map(([name, it]) => [name, it ? yes : no])),
    ...Object.fromEntries(
      lasting
        .filter((name) => has[name])
        .map((name) => [`${name}IndefiniteAndImpairs`, limits.includes(name) ? yes : no]),
    ),
    HIVAIDS: chance.hit(0.1) ? prefersNot : no,
    SubstanceUseDisorder: uses,
    ...(uses !== no && { SubstanceUseDisorderIndefiniteAndImpairs: no }),
  };
};

const safetyOf = (chance: Chance): Answers => {
  if (!chance.hit(0.22)) return { DomesticViolenceSurvivor: chance.hit(0.1) ? prefersNot : no };
  const when = chance.between(1, 4);
  return {
    DomesticViolenceSurvivor: yes,
    WhenOccurred: when,
    CurrentlyFleeing: when === 1 && chance.hit(0.3) ? yes : no,
  };
};

/** Only where guests stay on; elsewhere nobody asks, and Intake drops it. */
const moneyOf = (chance: Chance, adult: boolean): Answers => {
  const source = chance.pick(['Earned', 'SSI', 'SSDI', 'GA']);
  const dollars = source === 'Earned' ? chance.between(40, 190) * 10 : chance.between(20, 97) * 10;
  return {
    ...(chance.hit(0.55)
      ? {
          IncomeFromAnySource: yes,
          IncomeSources: [source],
          [`${source}Amount`]: dollars,
          TotalMonthlyIncome: dollars,
        }
      : { IncomeFromAnySource: no }),
    ...(chance.hit(0.6)
      ? { BenefitsFromAnySource: yes, BenefitsSources: ['SNAP'] }
      : { BenefitsFromAnySource: no }),
    ...(chance.hit(0.75)
      ? { InsuranceFromAnySource: yes, InsuranceSources: [adult ? 'Medicaid' : 'SCHIP'] }
      : { InsuranceFromAnySource: no }),
  };
};
