import type { help as en } from '../en/help.ts';

export const help: typeof en = {
  title: 'Ayuda',
  about: (workgroup) => `Para el grupo de trabajo ${workgroup}`,
  ask: 'Pregunte a alguien',
  askWhy: 'Si algo no funciona o tiene dudas: pregunte. Diga qué quería hacer y qué decía la pantalla.',
  noDesk: 'Aquí no hay mesa de ayuda. Pregunte a quien le supervisa.',
  keys: 'Todos los atajos de una pantalla están en la lista de ?.',
  guides: {
    shelter_reservation_team: [
      {
        title: 'Una llamada',
        lines: [
          'Empiece con la persona: busque por nombre, nacimiento, tarjeta o número HMIS. Haga un registro nuevo solo si nadie coincide.',
          'Pregunte si quiere compartir. Las dos respuestas valen, y a nadie se le niega nada por ella.',
          'Haga la evaluación de asignación. Solo cuenta la terminada. Default Last… llena respuestas anteriores; lea cada una en voz alta.',
        ],
      },
      {
        title: 'Un lugar',
        lines: [
          '«Albergues disponibles» muestra cada albergue donde puede reservar, con cuántos grupos como este caben todavía, o todas las razones por las que no.',
          'La admisión hace una inscripción pendiente. Empieza cuando la persona llega, no antes.',
          'Guarde la reserva y lea la confirmación: dónde, desde y hasta cuándo, qué traer.',
          'El albergue da la cama. Usted nunca la elige.',
        ],
      },
      {
        title: 'Cuando cambia',
        lines: [
          'En la reserva se cambian fechas, se pasa a otro albergue o se cancela con una razón.',
          '“En riesgo” significa que una promesa no se puede cumplir como está, por ejemplo por una cama cerrada. Llame al albergue o cambie a la persona.',
          '“No puede quedarse aquí” es todo lo que se le dice a usted y a la persona. El albergue guarda sus razones y se le puede pedir una revisión.',
        ],
      },
    ],
    emergency_shelter_staff: [
      {
        title: 'La noche',
        lines: [
          '«Reservas actuales» muestra a quién se espera, con una cama propuesta. Enter registra la llegada.',
          'Otro lugar: M. Los que no sirven dicen por qué; quien supervisa puede darlos de todos modos, con una razón.',
          'Pase la hoja o la tarjeta por el campo de arriba; la llegada se abre sola.',
        ],
      },
      {
        title: 'El conteo',
        lines: [
          'Confirme el conteo cada noche. Uno viejo se muestra al equipo como “dicho”, y se le pide que le llame.',
          'Lo que encuentra en la puerta o en una cama siempre se puede anotar, también si contradice una reserva.',
        ],
      },
      {
        title: 'Camas, si usted supervisa',
        lines: [
          'Administración, Centros: cierre camas con una razón, abra lugares adicionales, ponga reglas. Primero ve a quién mueve o desplaza.',
          'Nadie que está en la casa se desplaza: dele primero otra cama.',
          'Quien pierde un lugar conserva la reserva y se muestra en riesgo, a usted y al equipo. Cuando vuelve una cama, es el primero.',
        ],
      },
    ],
    system_administrators: [
      {
        title: 'Preparar un condado',
        lines: [
          'Primero las organizaciones: albergues y el equipo de reserva. Un albergue necesita un proyecto, y el proyecto un centro.',
          'Cuartos y camas se hacen en cantidad, con vista previa: “12 cuartos × 4 literas”, “30 colchonetas sin nombre”.',
          'Personas: haga la cuenta, dele una combinación, entregue el enlace para elegir la contraseña. Se muestra una vez.',
          'Un convenio permite a un equipo reservar en un albergue. Terminarlo vale de inmediato.',
          'Un equipo necesita un formulario de evaluación: empiece con uno estándar y publíquelo.',
        ],
      },
      {
        title: 'Mantenerlo',
        lines: [
          'Nada se borra: las cuentas se cierran, las camas salen de servicio, los convenios terminan, cada cosa en un día.',
          'Cuando alguien se va, cierre la cuenta el mismo día. Sus sesiones terminan de inmediato.',
          'No se puede quitar la última persona que administra. Haga otra primero.',
          'Cada acto queda registrado con quién, cuándo y por quién.',
        ],
      },
    ],
  },
};
