import type { welcome as en } from '../en/welcome.ts';

export const welcome: typeof en = {
  firstTitle: 'Haga la primera cuenta de administración',
  firstAbout:
    'Esta instalación está vacía. Quien abra primero este enlace la administra; después ya no funciona.',
  passwordTitle: 'Elija su contraseña',
  passwordAbout: 'Quien administra hizo una cuenta para usted. Este enlace funciona una vez.',
  name: 'Su nombre',
  email: 'Correo electrónico',
  emailHelp: 'Con él entra.',
  organization: 'Nombre del condado o de la agencia que administra',
  password: 'Contraseña',
  passwordHelp: 'Al menos 10 caracteres. Lo mejor: unas palabras que solo usted juntaría.',
  again: 'La misma contraseña otra vez',
  different: 'Las dos no son iguales.',
  missing: 'Complete este campo.',
  tooShort: 'Al menos 10 caracteres.',
  make: 'Hacer la cuenta',
  choose: 'Guardar la contraseña',
  notMade: 'La cuenta no se hizo',
  notChosen: 'La contraseña no se guardó',
  doneFirst: 'Ahora usted administra esta instalación.',
  donePassword: 'Su contraseña está guardada.',
  signInAs: (email) => `Entre como ${email}.`,
  signIn: 'A la entrada',
};
