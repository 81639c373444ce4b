import { domesticViolence, priorLiving } from '../enrollment/start-elements.ts';
import { incomeFromAnySource } from '../enrollment/start-elements-money.ts';
import { ask, choice, type FormQuestion, number, say, shortText, tonight } from './definition.ts';

/**
 * The questions of a Shelter Placement Assessment, by name. A name is a fixed word: needs are derived from it, and
 * Default Last finds the same answer again by it, also in another team's form. Elements of HUD keep HUD's names.
 */

/** Safety comes first: who is in danger now is handed on before anything else is asked. */
export const safety = {
  in_danger_now: ask(
    'in_danger_now',
    say('Are you in danger right now?', '¿Está en peligro en este momento?'),
    {
      ...tonight,
      isRequired: true,
      description: say('Yes: stop here and call for help together.', 'Sí: pare aquí y pidan ayuda juntos.'),
    },
  ),
  DomesticViolenceSurvivor: domesticViolence.DomesticViolenceSurvivor,
  CurrentlyFleeing: domesticViolence.CurrentlyFleeing,
  fleeing_trafficking: ask(
    'fleeing_trafficking',
    say(
      'Is anybody making you work or have sex, or keeping what you earn?',
      '¿Alguien le obliga a trabajar o a tener sexo, o se queda con lo que gana?',
    ),
    tonight,
  ),
  needs_confidential_site: ask(
    'needs_confidential_site',
    say(
      'Must nobody be able to find out where you sleep?',
      '¿Es necesario que nadie pueda saber dónde duerme?',
    ),
  ),
  keep_apart: ask(
    'keep_apart',
    say(
      'Is there anybody you must not meet at a shelter?',
      '¿Hay alguien con quien no debe encontrarse en un refugio?',
    ),
  ),
  keep_apart_whom: shortText('keep_apart_whom', say('Whom?', '¿Con quién?'), {
    visibleIf: "{keep_apart} = 'yes'",
  }),
} satisfies Record<string, FormQuestion>;

export const lastNight = {
  LivingSituation: priorLiving.LivingSituation,
  whose_place: shortText('whose_place', say('Whose place is it?', '¿De quién es ese lugar?'), {
    // A friend's or a relative's.
    visibleIf: '{LivingSituation} anyof [335, 336]',
    ...tonight,
  }),
  LengthOfStay: priorLiving.LengthOfStay,
  can_return_tonight: ask(
    'can_return_tonight',
    say('Could you go back there tonight and be safe?', '¿Podría volver allí esta noche y estar a salvo?'),
    tonight,
  ),
  why_left: {
    type: 'checkbox',
    name: 'why_left',
    title: say('Why can’t you stay there?', '¿Por qué no puede quedarse allí?'),
    choices: [
      choice('asked_to_leave', 'Asked to leave', 'Le pidieron que se fuera'),
      choice('not_safe', 'Not safe', 'No es seguro'),
      choice('evicted', 'Evicted or lost the lease', 'Desalojo o fin del contrato'),
      choice('shelter_ended', 'Shelter stay ended', 'Terminó la estancia en el refugio'),
      choice(
        'released',
        'Left a hospital, jail or treatment',
        'Salió de un hospital, la cárcel o un tratamiento',
      ),
      choice('outside', 'Sleeping outside or in a car', 'Duerme en la calle o en un auto'),
    ],
    ...tonight,
  },
  someone_could_host: ask(
    'someone_could_host',
    say(
      'Is there anybody who could take you in for a few nights?',
      '¿Hay alguien que pueda recibirle unas noches?',
    ),
    tonight,
  ),
  what_would_it_take: {
    type: 'checkbox',
    name: 'what_would_it_take',
    title: say('What would make that possible?', '¿Qué haría falta para que sea posible?'),
    choices: [
      choice('talk', 'Somebody to talk with them', 'Que alguien hable con ellos'),
      choice('transport', 'A ride or a ticket', 'Transporte o un boleto'),
      choice('groceries', 'Help with food', 'Ayuda con comida'),
      choice('money', 'Help with rent or a bill', 'Ayuda con la renta o una cuenta'),
    ],
    visibleIf: "{someone_could_host} = 'yes'",
    ...tonight,
  },
  money_now: ask(
    'money_now',
    say('Have you money now for a night or a trip?', '¿Tiene dinero ahora para una noche o un viaje?'),
    tonight,
  ),
  IncomeFromAnySource: incomeFromAnySource,
  belongings_there: ask(
    'belongings_there',
    say('Is anything you need still there?', '¿Queda allí algo que necesita?'),
    tonight,
  ),
} satisfies Record<string, FormQuestion>;

export const withYou = {
  adults_coming: number(
    'adults_coming',
    say('How many other adults come along tonight?', '¿Cuántos adultos más vienen esta noche?'),
    10,
    tonight,
  ),
  children_coming: number(
    'children_coming',
    say('How many children come along tonight?', '¿Cuántos niños vienen esta noche?'),
    15,
    tonight,
  ),
  children_ages: shortText('children_ages', say('How old are the children?', '¿Qué edad tienen los niños?'), {
    visibleIf: '{children_coming} > 0',
    ...tonight,
  }),
  all_here: ask('all_here', say('Is everybody with you now?', '¿Están todos con usted ahora?'), tonight),
  cribs_needed: number('cribs_needed', say('How many cribs are needed?', '¿Cuántas cunas hacen falta?'), 5, {
    visibleIf: '{children_coming} > 0',
  }),
  stay_together: {
    type: 'radiogroup',
    name: 'stay_together',
    title: say('Do you want to stay in one place together?', '¿Quieren quedarse juntos en un mismo lugar?'),
    choices: [
      choice('must', 'Only together', 'Solo juntos'),
      choice('wish', 'Together if possible', 'Juntos si es posible'),
      choice('apart', 'Apart is fine', 'Separados está bien'),
    ],
    visibleIf: '{adults_coming} > 0 or {children_coming} > 0',
  },
  couple: {
    type: 'radiogroup',
    name: 'couple',
    title: say('Do two of you sleep as a couple?', '¿Dos de ustedes duermen como pareja?'),
    choices: [
      choice('one_bed', 'Yes, in one bed', 'Sí, en una cama'),
      choice('near', 'Yes, near each other', 'Sí, cerca uno del otro'),
      choice('no', 'No', 'No'),
    ],
    visibleIf: '{adults_coming} > 0',
  },
  pregnant: ask('pregnant', say('Is anybody of you pregnant?', '¿Hay alguna persona embarazada?')),
  custody: ask(
    'custody',
    say(
      'Are the children with you by a custody order or agreement?',
      '¿Tiene a los niños por una orden o acuerdo de custodia?',
    ),
  ),
  custody_share: number(
    'custody_share',
    say(
      'How much of the time are they with you, in percent?',
      '¿Qué parte del tiempo están con usted, en por ciento?',
    ),
    100,
    { visibleIf: "{custody} = 'yes'" },
  ),
  school: shortText(
    'school',
    say('Which schools must the children reach?', '¿A qué escuelas deben llegar los niños?'),
  ),
} satisfies Record<string, FormQuestion>;
