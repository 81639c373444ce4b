import type { Texts } from '../en.ts';

/** Spanish for what the server says, by the code of the reason. What is missing here is shown as the server said it. */
export const obstacles: Texts['obstacles'] = {
  signed_out: () => 'Primero inicie sesión.',
  changed_meanwhile: () => 'Mire lo que hay ahora y hágalo otra vez.',
  combination_not_held: () => 'Ahora no puede actuar por esa organización. Elija otra en Ajustes.',
  busy: () => 'Muchas personas reservan ahora los mismos lugares. No se guardó nada; inténtelo otra vez.',
  client_promised_once: () => 'Esta persona ya tiene un lugar en una de estas noches.',
  bed_promised_once: () => 'Ese lugar se ocupó hace un momento.',
  unit_one_party: () => 'Otro grupo tiene este cuarto en una de estas noches.',
  household_one_head: () => 'Un hogar tiene una sola cabeza.',
  household_member_pkey: () => 'Esta persona ya estuvo antes en el hogar.',
  client_card_pkey: () => 'Esa tarjeta ya es de alguien.',
  alias_once: () => 'Ese alias ya está.',
  one_pending_enrollment: () => 'Ya hay una inscripción pendiente en este proyecto.',
  no_pets: () => 'Aquí no se reciben mascotas.',
  no_pet_place: (facts) =>
    facts.left
      ? `Quedan ${facts.left} lugares para mascotas; este grupo trae ${facts.pets}.`
      : 'No queda lugar para mascotas.',
  one_open_enrollment: () => 'Ya hay una inscripción abierta en este proyecto.',
};
