/** Fictional people: given and family names of many origins, combined by chance. None is a real person's record. */
export interface Origin {
  language: string | null;
  women: string[];
  men: string[];
  families: string[];
}

const list = (text: string) => text.split(' ');

export const origins: Origin[] = [
  {
    language: null,
    women: list(
      'Darlene Brenda Tiffany Ashley Crystal Wanda Lorraine Bev Ruth Lucille Heather Kayla Shawna Marlene Joyce Tammy Dawn Renee Yvonne Carla',
    ),
    men: list(
      'Roy Walt Curtis Merle Gus Eli Isaac Dwight Randy Leroy Clyde Dale Wendell Travis Cody Vernon Duane Kyle Brent Otis',
    ),
    families: list(
      'Whitfield Halvorsen Pruitt Lindgren Weir Brandt Kowalski Sorensen Maddox Bjorklund Hargrove Stokes Petersen Tilden Novak Ostrander Colby Fenwick Greer Haugen',
    ),
  },
  {
    language: null,
    women: list('Latoya Keisha Denise Monique Tamika Jasmine Imani Aaliyah Shanice Ebony Nia Rhonda'),
    men: list('Deshawn Marcus Terrell Jamal Andre Malik Darnell Tyrone Isaiah Reggie Cedric Lamont'),
    families: list(
      'Washington Jefferson Booker Gaines Tolliver Mayfield Beckett Ransom Coleman Dorsey Sutton Bannister',
    ),
  },
  {
    language: 'Somali',
    women: list('Amina Hodan Ifrah Sahra Fartun Ubah Hibaq Ayaan Nasra Ladan'),
    men: list('Abdi Mahad Liban Guled Warsame Yusuf Hassan Bile Cawil Faysal'),
    families: list('Farah Jibril Warsame Abdullahi Mohamud Hersi Dualeh Osman Nur Egal'),
  },
  {
    language: 'Hmong',
    women: list('Kaying Mai Pa Yer Bao Xee Nou Gao Chue Mee'),
    men: list('Tou Pheng Kong Cheng Fue Lue Nhia Vang Xeng Yia'),
    families: list('Vang Xiong Yang Thao Lor Her Moua Vue Lee Cha'),
  },
  {
    language: 'Spanish',
    women: list('Marisol Yesenia Guadalupe Rosa Xiomara Lucía Carmen Araceli Paloma Beatriz Noemí Itzel'),
    men: list('Joaquín Héctor Ramiro Esteban Ángel Óscar Rubén Mateo Efraín Lázaro Isidro Tomás'),
    families: list(
      'Quintanilla Ibarra Núñez Zamora Villalobos Cárdenas Montoya Sepúlveda Escobedo Rentería Guzmán Ocampo',
    ),
  },
  {
    language: 'Oromo',
    women: list('Chaltu Lensa Bontu Ayantu Meti Kuli Dinkinesh Hawi'),
    men: list('Gemechu Tolera Fikadu Jirenya Olana Dandena Beka Lelisa'),
    families: list('Tolera Gemeda Abebe Bekele Dinka Regassa Tadesse Wakjira'),
  },
  {
    language: 'Vietnamese',
    women: list('Lan Thảo Hạnh Ngọc Mai Trinh Yến Hương'),
    men: list('Dũng Hải Khoa Minh Phúc Quang Sơn Tuấn'),
    families: list('Nguyễn Trần Phạm Huỳnh Võ Đặng Bùi Ngô'),
  },
  {
    language: null,
    women: list('Winona Aiyana Dakota Leotie Kimi Shania Talisa Nokomis'),
    men: list('Waylon Migizi Chayton Ahmik Delmar Mato Odell Virgil'),
    families: list('Whitebird Morningside Redbear Goodthunder Littlecreek Strongheart Bluestone Longfeather'),
  },
  {
    language: 'Russian',
    women: list('Oksana Lyudmila Nadia Zoya Irina Polina'),
    men: list('Arkady Bogdan Fyodor Leonid Maksim Taras'),
    families: list('Kovalenko Morozova Petrenko Sidorov Lysenko Baranov'),
  },
  {
    language: 'Karen',
    women: list('Paw Naw Eh Hser Mu Htoo'),
    men: list('Saw Kler Law Taw Htun Say'),
    families: list('Htoo Moo Wah Shee Paw Gay'),
  },
  {
    language: 'Arabic',
    women: list('Noor Samira Rania Huda Yasmin Layla Maha Iman'),
    men: list('Karim Tariq Faris Nabil Samir Ziad Wael Rami'),
    families: list('Haddad Mansour Khoury Aziz Saleh Darwish Nasser Qasim'),
  },
  {
    language: null,
    women: list('Ogechi Chidinma Ngozi Adaeze Abena Akosua Efua Folake'),
    men: list('Chidi Emeka Kofi Kwame Obinna Tunde Segun Yaw'),
    families: list('Nwachukwu Okafor Mensah Boateng Adeyemi Owusu Balogun Asante'),
  },
];

/** How a name is said, for those at which a tired reader stumbles. */
export const sayings: Record<string, string> = {
  Ogechi: 'oh-GAY-chee',
  Amina: 'ah-MEE-nah',
  Hodan: 'HOH-dahn',
  Tou: 'too',
  Kaying: 'kah-YING',
  Xee: 'see',
  Nguyễn: 'nwin',
  Thảo: 'tow',
  Yesenia: 'yeh-SEN-ya',
  Marisol: 'mah-ree-SOHL',
  Joaquín: 'hwah-KEEN',
  Chaltu: 'CHAL-too',
  Gemechu: 'geh-MEH-choo',
  Ngozi: 'en-GO-zee',
  Xiomara: 'see-oh-MAH-rah',
  Migizi: 'mi-GIZ-ee',
  Hser: 'hser',
  Pheng: 'peng',
  Cawil: 'AH-wil',
  Ubah: 'oo-BAH',
};

export const shortNames: Record<string, string> = {
  Amina: 'Mina',
  Ogechi: 'Gigi',
  Lucille: 'Lu',
  Guadalupe: 'Lupe',
  Darlene: 'Dar',
  Isaac: 'Ike',
  Marisol: 'Mari',
  Wendell: 'Del',
  Chidinma: 'Chi-Chi',
  Dinkinesh: 'Dinku',
};
