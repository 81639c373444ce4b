import { DisablingCondition, VeteranStatus } from '../enrollment/start-elements.ts';
import { ask, choice, type FormQuestion, number, say, shortText, tonight } from './definition.ts';

// The rest of the library: what a place must offer, what comes along, what is wished for and what came of it.

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
  injected_medicine: ask(
    'injected_medicine',
    say('Do you inject medicine, insulin for example?', '¿Se inyecta medicinas, insulina por ejemplo?'),
  ),
  dialysis: ask('dialysis', say('Do you go to dialysis?', '¿Va a diálisis?')),
  dialysis_days: shortText('dialysis_days', say('On which days, at what time?', '¿Qué días y a qué hora?'), {
    visibleIf: "{dialysis} = 'yes'",
  }),
  wounds: ask(
    'wounds',
    say('Have you wounds that must be dressed?', '¿Tiene heridas que hay que curar?'),
    tonight,
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
  VeteranStatus,
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
  may_use_tonight: ask(
    'may_use_tonight',
    say('Might you drink or use tonight?', '¿Es posible que beba o consuma esta noche?'),
    { ...tonight, visibleIf: "{sober_site} <> 'wants'" },
  ),
  harm_reduction_site: ask(
    'harm_reduction_site',
    say(
      'Would you like a place that helps people use more safely?',
      '¿Le gustaría un lugar que ayude a consumir con menos riesgo?',
    ),
    { visibleIf: "{sober_site} <> 'wants'" },
  ),
  to_lock_up: ask(
    'to_lock_up',
    say(
      'Do you carry a knife or another weapon to be locked up for the night?',
      '¿Lleva un cuchillo u otra arma que guardar bajo llave por la noche?',
    ),
    tonight,
  ),
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
  tribal_nation: shortText(
    'tribal_nation',
    say('Which tribal nation do you belong to, if any?', '¿A qué nación indígena pertenece, si es el caso?'),
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
  diverted_to: shortText('diverted_to', say('Which place?', '¿Qué lugar?'), {
    visibleIf: "{result} = 'diverted'",
    ...tonight,
  }),
  recommended: shortText('recommended', say('Which shelters suit best?', '¿Qué refugios convienen más?'), {
    visibleIf: "{result} = 'shelter'",
    ...tonight,
  }),
  chosen: shortText('chosen', say('Which one do they choose?', '¿Cuál elige?'), {
    visibleIf: "{result} = 'shelter'",
    ...tonight,
  }),
  declined_offers: shortText(
    'declined_offers',
    say('Which offers did they decline, and why?', '¿Qué ofertas rechazó, y por qué?'),
    { description: say('Nobody loses anything by it.', 'Nadie pierde nada por ello.'), ...tonight },
  ),
} satisfies Record<string, FormQuestion>;
