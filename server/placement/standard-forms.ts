import { type Form, type FormPage, say } from './definition.ts';
import { lastNight, safety, withYou } from './question-library.ts';
import { access, goods, wishes } from './question-library-stay.ts';

/** Kinds of reservation teams for which there is a form to begin with. */
export type TeamKind = 'single_adults' | 'families' | 'single_point_of_entry';

const title = say('Shelter Placement Assessment', 'Evaluación para la asignación de refugio');
const nobodyHasTo = say(
  'Only what decides where you can sleep. Nobody has to answer.',
  'Solo lo que decide dónde puede dormir. Nadie tiene que responder.',
);

const page = (name: string, english: string, spanish: string, elements: FormPage['elements']): FormPage => ({
  name,
  title: say(english, spanish),
  elements,
});

const safetyPage = page('safety', 'Safety', 'Seguridad', Object.values(safety));
const lastNightPage = page('last_night', 'Last night', 'Anoche', Object.values(lastNight));
const accessPage = {
  ...page('access', 'Access and health', 'Acceso y salud', Object.values(access)),
  description: nobodyHasTo,
};
const goodsPage = page('goods', 'Pets, goods, work', 'Mascotas, cosas, trabajo', Object.values(goods));

const {
  custody,
  custody_share: custodyShare,
  school,
  all_here: allHere,
  cribs_needed: cribs,
  children_ages: ages,
  ...adultCompany
} = withYou;
const { county_resident: resident, ...commonWishes } = wishes;
const result = [wishes.result, wishes.recommended, wishes.chosen, wishes.diverted_to, wishes.declined_offers];

/** Single adults: six short forms. */
const singleAdults: Form = {
  title,
  pages: [
    safetyPage,
    lastNightPage,
    page('with_you', 'Who is with you', 'Con quién viene', Object.values(adultCompany)),
    accessPage,
    goodsPage,
    page('wishes', 'Wishes and result', 'Deseos y resultado', Object.values(commonWishes)),
  ],
};

/** Families: who comes along before anything but safety, and what children need. */
const families: Form = {
  title,
  pages: [
    safetyPage,
    page('with_you', 'Who is with you', 'Con quién viene', [
      withYou.adults_coming,
      withYou.children_coming,
      ages,
      allHere,
      cribs,
      withYou.stay_together,
      withYou.couple,
      withYou.pregnant,
      custody,
      custodyShare,
      school,
    ]),
    lastNightPage,
    accessPage,
    goodsPage,
    page('wishes', 'Wishes and result', 'Deseos y resultado', [
      wishes.placement,
      wishes.VeteranStatus,
      wishes.to_lock_up,
      wishes.site_rules,
      wishes.culture,
      wishes.tribal_nation,
      wishes.area,
      wishes.declined_shelters,
      ...result,
    ]),
  ],
};

/** A county's single point of entry: four forms, for everybody who calls. */
const singlePointOfEntry: Form = {
  title,
  pages: [
    page('safety', 'Safety and last night', 'Seguridad y anoche', [
      safety.in_danger_now,
      safety.DomesticViolenceSurvivor,
      safety.CurrentlyFleeing,
      safety.fleeing_trafficking,
      safety.needs_confidential_site,
      lastNight.LivingSituation,
      lastNight.whose_place,
      lastNight.can_return_tonight,
      lastNight.someone_could_host,
      lastNight.what_would_it_take,
      resident,
    ]),
    page('with_you', 'Who is with you', 'Con quién viene', [
      withYou.adults_coming,
      withYou.children_coming,
      ages,
      cribs,
      withYou.stay_together,
      withYou.couple,
      withYou.pregnant,
    ]),
    {
      ...page('access', 'Access and health', 'Acceso y salud', [
        access.climb_to_upper_bunk,
        access.mobility,
        access.power_at_bed,
        access.near_staff,
        access.dialysis,
        access.dialysis_days,
        access.wounds,
        access.left_hospital,
        access.contagious_now,
        goods.pets,
        goods.service_animal,
        goods.work_shift,
        goods.interpreter,
        goods.interpreter_language,
      ]),
      description: nobodyHasTo,
    },
    page('wishes', 'Wishes and result', 'Deseos y resultado', [
      wishes.placement,
      wishes.VeteranStatus,
      wishes.sober_site,
      wishes.harm_reduction_site,
      wishes.to_lock_up,
      wishes.area,
      wishes.declined_shelters,
      ...result,
    ]),
  ],
};

const forms: Record<TeamKind, Form> = {
  single_adults: singleAdults,
  families,
  single_point_of_entry: singlePointOfEntry,
};

/** A form for a kind of team: what an administrator begins with, and the demo uses. */
export const standardForm = (kind: TeamKind): Form => forms[kind];
