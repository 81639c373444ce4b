import type { Texts } from '../en.ts';

export const guided: Texts['guided'] = {
  steps: 'Pasos',
  stepOf: (n, all) => `Paso ${n} de ${all}`,
  showSteps: 'Todos los pasos',
  done: 'hecho',
  open: (n) => (n === 0 ? 'todo respondido' : `${n} sin responder, se puede omitir`),
  needed: (n) => (n === 1 ? '1 necesaria' : `${n} necesarias`),
  openShort: (n) => `${n} sin responder`,
  toCheck: (n) => `${n} por revisar`,
  back: 'Atrás',
  next: 'Siguiente',
  finish: 'Terminar',
  finishLater: 'Terminar después',
  clear: 'Borrar',
  clearAnswer: (title) => `Borrar la respuesta a: ${title}`,
  chooseOne: 'Elija',
  required: 'necesaria',
  numberBetween: (low, high) =>
    low !== undefined && high !== undefined
      ? `de ${low} a ${high}`
      : low !== undefined
        ? `${low} o más`
        : `${high} como máximo`,
  defaultLast: 'Última vez…',
  defaultLastNone: 'No hay nada de la última vez para este paso.',
  filled: (n) => `La última vez llenó ${n} ${n === 1 ? 'respuesta' : 'respuestas'}.`,
  filledRead: (name, confirmed) =>
    confirmed === 0
      ? `Léale cada una a ${name}.`
      : `Léale cada una a ${name}; ${confirmed} ${confirmed === 1 ? 'está confirmada' : 'están confirmadas'}.`,
  filledAll: 'Todas están confirmadas.',
  undoFill: 'Deshacer',
  fromLast: 'De la última vez, revise',
  stillSo: 'Sigue igual',
  confirmed: 'Confirmada ahora',
  changed: 'Cambiada ahora',
  before: (answer) => `antes: ${answer}`,
  eachTime: 'Se pregunta cada vez',
  eachTimeWhy: 'Nunca se llena con lo anterior',
  confirmFirst: 'Esta es necesaria: confirme la respuesta de la última vez o cámbiela.',
  fromIntake: 'admisión',
  notConfirmed: (n) =>
    n === 1
      ? '1 respuesta de la última vez no está confirmada'
      : `${n} respuestas de la última vez no están confirmadas`,
  notConfirmedWhy: 'Lo que nadie confirmó no se guarda.',
  goToFirst: 'Ir a la primera',
  finishWithout: (n) => (n === 1 ? 'Terminar sin ella' : 'Terminar sin ellas'),
  keys: {
    fill: 'Llenar este paso con lo de la última vez',
    confirm: 'Sigue igual: confirmar la respuesta',
    digits: 'Elegir la primera respuesta; 2 la segunda, y así',
  },
  draft: {
    saved: (time) => `Borrador guardado ${time}`,
    saving: 'Guardando el borrador …',
    waiting: 'Aún sin guardar; se intenta otra vez …',
    opened: 'Nada que guardar todavía',
  },
};
