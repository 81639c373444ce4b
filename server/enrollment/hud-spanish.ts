// Values of HUD's lists as they are read out in Spanish; HUD's own text is the key. Not yet read by a speaker.
const spanish: Record<string, string> = {
  No: 'No',
  Yes: 'Sí',
  "Client doesn't know": 'No lo sabe',
  'Client prefers not to answer': 'Prefiere no responder',
  'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)':
    'Un lugar que no es para vivir (un vehículo, un edificio abandonado, una estación, un aeropuerto o la calle)',
  'Emergency shelter, including hotel or motel paid for with emergency shelter voucher, Host Home shelter':
    'Refugio de emergencia, también hotel o motel pagado con un vale, o casa anfitriona',
  'Safe Haven': 'Lugar seguro (Safe Haven)',
  'Foster care home or foster care group home': 'Hogar de acogida',
  'Hospital or other residential non-psychiatric medical facility':
    'Hospital u otro centro médico no psiquiátrico',
  'Jail, prison or juvenile detention facility': 'Cárcel, prisión o centro de menores',
  'Long-term care facility or nursing home': 'Residencia o centro de cuidados prolongados',
  'Psychiatric hospital or other psychiatric facility': 'Hospital u otro centro psiquiátrico',
  'Substance abuse treatment facility or detox center': 'Centro de tratamiento o desintoxicación',
  'Transitional housing for homeless persons (including homeless youth)': 'Vivienda de transición',
  'Residential project or halfway house with no homeless criteria':
    'Casa de transición sin criterio de falta de hogar',
  'Hotel or motel paid for without emergency shelter voucher': 'Hotel o motel pagado sin vale de refugio',
  'Host Home (non-crisis)': 'Casa anfitriona (no de emergencia)',
  "Staying or living in a friend's room, apartment or house":
    'En la habitación, apartamento o casa de un amigo',
  "Staying or living in a family member's room, apartment, or house":
    'En la habitación, apartamento o casa de un familiar',
  'Rental by client, no ongoing housing subsidy': 'Alquiler propio, sin subsidio',
  'Rental by client, with ongoing housing subsidy': 'Alquiler propio, con subsidio',
  'Owned by client, with ongoing housing subsidy': 'Vivienda propia, con subsidio',
  'Owned by client, no ongoing housing subsidy': 'Vivienda propia, sin subsidio',
  'GPD TIP housing subsidy': 'Subsidio GPD TIP',
  'VASH housing subsidy': 'Subsidio VASH',
  'RRH or equivalent subsidy': 'Subsidio RRH o equivalente',
  'HCV voucher (tenant or project based) (not dedicated)': 'Vale HCV (no dedicado)',
  'Public housing unit': 'Vivienda pública',
  'Rental by client, with other ongoing housing subsidy': 'Alquiler propio con otro subsidio',
  'Housing Stability Voucher': 'Vale de estabilidad de vivienda',
  'Family Unification Program Voucher (FUP)': 'Vale de unificación familiar (FUP)',
  'Foster Youth to Independence Initiative (FYI)': 'Vale para jóvenes de acogida (FYI)',
  'Permanent Supportive Housing': 'Vivienda permanente con apoyo',
  'Other permanent housing dedicated for formerly homeless persons':
    'Otra vivienda permanente para personas que estuvieron sin hogar',
  'One night or less': 'Una noche o menos',
  'Two to six nights': 'De dos a seis noches',
  'One week or more, but less than one month': 'Una semana o más, menos de un mes',
  'One month or more, but less than 90 days': 'Un mes o más, menos de 90 días',
  '90 days or more but less than one year': '90 días o más, menos de un año',
  'One year or longer': 'Un año o más',
  'One time': 'Una vez',
  'Two times': 'Dos veces',
  'Three times': 'Tres veces',
  'Four or more times': 'Cuatro veces o más',
  'More than 12 months': 'Más de 12 meses',
  'Alcohol use disorder': 'Trastorno por consumo de alcohol',
  'Drug use disorder': 'Trastorno por consumo de drogas',
  'Both alcohol and drug use disorders': 'Ambos, alcohol y drogas',
  'Within the past three months': 'En los últimos tres meses',
  'Three to six months ago (excluding six months exactly)': 'Hace de tres a seis meses (sin llegar a seis)',
  'Six months to one year ago (excluding one year exactly)':
    'Hace de seis meses a un año (sin llegar a un año)',
  'One year or more': 'Hace un año o más',
};

/** HUD's text in Spanish; the same text where nobody has put it into Spanish yet. */
export const spanishOf = (text: string): string => spanish[text] ?? text;
