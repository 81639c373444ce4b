import { DisablingCondition, domesticViolence, priorLiving } from '../enrollment/start-elements.ts';
import { choice, type FormQuestion, say, type Words, yesNo } from './definition.ts';

/**
 * The questions of a Shelter Placement Assessment, by name. A name is a fixed word: needs are derived from it, and
 * Default Last finds the same answer again by it, also in another team's form. Elements of HUD keep HUD's names.
 */
const ask = (name: string, title: Words, more: Partial<FormQuestion> = {}): FormQuestion => ({
  type: 'radiogroup',
  name,
  title,
  choices: yesNo,
  ...more,
});

const number = (
  name: string,
  title: Words,
  most: number,
  more: Partial<FormQuestion> = {},
): FormQuestion => ({
  type: 'text',
  inputType: 'number',
  name,
  title,
  min: 0,
  max: most,
  ...more,
});

const shortText = (name: string, title: Words, more: Partial<FormQuestion> = {}): FormQuestion => ({
  type: 'text',
  name,
  title,
  maxLength: 200,
  ...more,
});

const tonight = { askEachTime: true } as const;

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
  pregnant: ask('pregnant', say('Is anybody of you pregnant?', '¿Hay alguna persona embarazada?')),
  custody: ask(
    'custody',
    say(
      'Are the children with you by a custody order or agreement?',
      '¿Tiene a los niños por una orden o acuerdo de custodia?',
    ),
  ),
  school: shortText(
    'school',
    say('Which schools must the children reach?', '¿A qué escuelas deben llegar los niños?'),
  ),
} satisfies Record<string, FormQuestion>;

export const access = {
  climb_to_upper_bunk: ask(
    'climb_to_upper_bunk',
    say('Can you climb to an upper bunk without help?', '¿Puede subir a la litera de arriba sin ayuda?'),
    {
      isRequired: true,
      choices: [
        choice('yes', 'Yes', 'Sí'),
        choice('no', 'No, lower bunk', 'No, litera de abajo'),
        choice('does_not_say', 'Doesn’t say', 'No lo dice'),
      ],
    },
  ),
  mobility: {
    type: 'radiogroup',
    name: 'mobility',
    title: say('What do you use to move around?', '¿Qué usa para moverse?'),
    choices: [
      choice('nothing', 'Nothing', 'Nada'),
      choice('cane', 'Cane', 'Bastón'),
      choice('walker', 'Walker', 'Andador'),
      choice('wheelchair', 'Wheelchair', 'Silla de ruedas'),
    ],
  },
  stairs: ask('stairs', say('Can you manage stairs?', '¿Puede usar escaleras?')),
  power_at_bed: {
    type: 'checkbox',
    name: 'power_at_bed',
    title: say('Do you need power at the bed?', '¿Necesita corriente junto a la cama?'),
    choices: [
      choice('cpap', 'CPAP', 'CPAP'),
      choice('oxygen', 'Oxygen', 'Oxígeno'),
      choice('other', 'Another device', 'Otro aparato'),
    ],
    showNoneItem: true,
    noneText: say('No', 'No'),
  },
  cold_medicine: ask(
    'cold_medicine',
    say('Do you have medicine that must stay cold?', '¿Tiene medicinas que deben estar frías?'),
  ),
  near_staff: ask(
    'near_staff',
    say(
      'Should staff be close at night, for seizures or falls for example?',
      '¿Debe haber personal cerca por la noche, por convulsiones o caídas por ejemplo?',
    ),
  ),
  self_care: ask(
    'self_care',
    say(
      'Can you wash, dress and use the toilet on your own?',
      '¿Puede lavarse, vestirse y usar el baño por su cuenta?',
    ),
  ),
  sees_and_hears: {
    type: 'checkbox',
    name: 'sees_and_hears',
    title: say('Is seeing or hearing difficult?', '¿Tiene dificultad para ver u oír?'),
    choices: [choice('seeing', 'Seeing', 'Ver'), choice('hearing', 'Hearing', 'Oír')],
    showNoneItem: true,
    noneText: say('No', 'No'),
  },
  left_hospital: ask(
    'left_hospital',
    say('Have you left a hospital in the last 3 days?', '¿Ha salido de un hospital en los últimos 3 días?'),
    {
      ...tonight,
      description: say(
        'Yes shows who can take you and whom to call.',
        'Sí muestra quién puede recibirle y a quién llamar.',
      ),
    },
  ),
  contagious_now: ask(
    'contagious_now',
    say(
      'Have you a fever with a cough, a rash, or vomiting now?',
      '¿Tiene ahora fiebre con tos, sarpullido o vómitos?',
    ),
    tonight,
  ),
  withdrawal_risk: ask(
    'withdrawal_risk',
    say(
      'Could you become ill tonight from not drinking or not using?',
      '¿Podría enfermarse esta noche por no beber o no consumir?',
    ),
    tonight,
  ),
  DisablingCondition,
} satisfies Record<string, FormQuestion>;

export const goods = {
  pets: number('pets', say('How many pets come along?', '¿Cuántas mascotas vienen?'), 5),
  pet_kind: shortText('pet_kind', say('What kind, and how big?', '¿De qué tipo y tamaño?'), {
    visibleIf: '{pets} > 0',
  }),
  service_animal: ask('service_animal', say('Is one a service animal?', '¿Es un animal de servicio?'), {
    visibleIf: '{pets} > 0',
  }),
  bags: number('bags', say('How many bags do you have?', '¿Cuántas bolsas tiene?'), 50, tonight),
  vehicle: {
    type: 'checkbox',
    name: 'vehicle',
    title: say(
      'Do you have anything that needs a place outside?',
      '¿Tiene algo que necesite un lugar afuera?',
    ),
    choices: [
      choice('car', 'Car', 'Auto'),
      choice('bicycle', 'Bicycle', 'Bicicleta'),
      choice('cart', 'Cart', 'Carrito'),
    ],
    showNoneItem: true,
    noneText: say('No', 'No'),
  },
  work_shift: {
    type: 'radiogroup',
    name: 'work_shift',
    title: say('Do you work late or at night?', '¿Trabaja tarde o de noche?'),
    choices: [
      choice('none', 'No', 'No'),
      choice('late', 'Late, and comes after the door closes', 'Tarde, y llega después del cierre'),
      choice('night', 'At night, and sleeps by day', 'De noche, y duerme de día'),
    ],
  },
  arrives_at: {
    type: 'text',
    inputType: 'time',
    name: 'arrives_at',
    title: say('When could you be there tonight?', '¿A qué hora podría llegar esta noche?'),
    ...tonight,
  },
  interpreter: ask('interpreter', say('Do you want an interpreter?', '¿Quiere un intérprete?')),
  interpreter_language: shortText('interpreter_language', say('For which language?', '¿Para qué idioma?'), {
    visibleIf: "{interpreter} = 'yes'",
  }),
} satisfies Record<string, FormQuestion>;

export const wishes = {
  placement: {
    type: 'radiogroup',
    name: 'placement',
    title: say('Where would you like to sleep?', '¿Dónde le gustaría dormir?'),
    description: say('What you ask for counts, nothing else.', 'Cuenta lo que usted pide, nada más.'),
    isRequired: true,
    choices: [
      choice('women', 'Women’s', 'Con mujeres'),
      choice('men', 'Men’s', 'Con hombres'),
      choice('any', 'Either', 'Da igual'),
      choice('safest', 'Wherever is safest for me', 'Donde sea más seguro para mí'),
    ],
  },
  sober_site: {
    type: 'radiogroup',
    name: 'sober_site',
    title: say(
      'Some shelters ask guests to be sober. What suits you?',
      'Algunos refugios piden estar sobrio. ¿Qué le conviene?',
    ),
    choices: [
      choice('wants', 'Wants a sober place', 'Quiere un lugar sobrio'),
      choice('fine', 'Either is fine', 'Da igual'),
      choice('not', 'Can’t promise it', 'No puede prometerlo'),
    ],
  },
  site_rules: {
    type: 'checkbox',
    name: 'site_rules',
    title: say('Does one of these limit where you may sleep?', '¿Algo de esto limita dónde puede dormir?'),
    description: say(
      'Asked because some sites stand beside schools.',
      'Se pregunta porque algunos lugares están junto a escuelas.',
    ),
    choices: [
      choice('no_contact_order', 'A court order to keep away', 'Una orden judicial de alejamiento'),
      choice('registration', 'Having to register an address', 'Deber registrar una dirección'),
    ],
    showNoneItem: true,
    noneText: say('No', 'No'),
  },
  culture: shortText(
    'culture',
    say('Would a place for your own community be better?', '¿Sería mejor un lugar para su propia comunidad?'),
  ),
  area: shortText(
    'area',
    say('Which part of the county do you need to be in?', '¿En qué parte del condado necesita estar?'),
  ),
  declined_shelters: shortText(
    'declined_shelters',
    say('Is there a shelter you won’t go to, and why?', '¿Hay un refugio al que no iría, y por qué?'),
  ),
  county_resident: ask(
    'county_resident',
    say('Was your last address in this county?', '¿Su última dirección fue en este condado?'),
  ),
  result: {
    type: 'radiogroup',
    name: 'result',
    title: say('What happens now?', '¿Qué sigue ahora?'),
    choices: [
      choice('shelter', 'A shelter is looked for', 'Se busca un refugio'),
      choice('diverted', 'Another safe place was found', 'Se encontró otro lugar seguro'),
      choice('thinks', 'They want to think about it', 'Quiere pensarlo'),
    ],
    ...tonight,
  },
} satisfies Record<string, FormQuestion>;
