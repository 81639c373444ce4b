import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const harbor: MantineColorsTuple = [
  '#F1F6FA',
  '#E4EEF7',
  '#C5DBEC',
  '#9CC2E0',
  '#8DC1EE',
  '#4C8FC4',
  '#2E74AC',
  '#1B5A8C',
  '#164B75',
  '#103957',
];
const gray: MantineColorsTuple = [
  '#F8F9FA',
  '#F4F6F7',
  '#EBEFF1',
  '#DCE2E6',
  '#C4CCD2',
  '#9AA6B0',
  '#75828E',
  '#4F5D69',
  '#33404B',
  '#16212B',
];
const dark: MantineColorsTuple = [
  '#E6ECF1',
  '#C3CDD6',
  '#A3B1BD',
  '#6B7985',
  '#3A4651',
  '#2B353E',
  '#202931',
  '#182027',
  '#10161B',
  '#0C1115',
];

/** Every colour of the product as [light, dark]; each becomes `--b-<name>`. A state never shows by colour alone. */
const colors = {
  page: ['#F4F6F7', '#10161B'],
  surface: ['#FFFFFF', '#182027'],
  sunken: ['#EBEFF1', '#0C1115'],
  line: ['#DCE2E6', '#2B353E'],
  control: ['#7D8A95', '#6B7985'],
  ink: ['#16212B', '#E6ECF1'],
  dim: ['#4F5D69', '#A3B1BD'],
  accent: ['#1B5A8C', '#8DC1EE'],
  'accent-fill': ['#1B5A8C', '#2E74AC'],
  'accent-tint': ['#E4EEF7', '#1A2F42'],
  free: ['#14683F', '#7FD0A2'],
  'free-tint': ['#E2F2E9', '#16322A'],
  held: ['#65409A', '#C6ABEE'],
  'held-tint': ['#EFE8F8', '#2D2440'],
  occupied: ['#3A4854', '#B6C3CE'],
  'occupied-fill': ['#3A4854', '#5A6C7C'],
  'on-occupied': ['#FFFFFF', '#FFFFFF'],
  closed: ['#56626D', '#97A4AF'],
  'closed-tint': ['#E6EAED', '#232C34'],
  late: ['#7A5600', '#E4BE5E'],
  'late-tint': ['#FAF0D3', '#352B12'],
  risk: ['#A63C06', '#F7A36E'],
  'risk-tint': ['#FCE9DD', '#3D2416'],
  barred: ['#9C1F3D', '#F29BAA'],
  'barred-tint': ['#FAE6EA', '#3E1C25'],
} as const;

const asVariables = (side: 0 | 1) =>
  Object.fromEntries(Object.entries(colors).map(([name, pair]) => [`--b-${name}`, pair[side]]));

/** Mantine's own colours where its defaults miss AA or look sunken in the dark, plus the product's. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...asVariables(0),
    '--mantine-color-body': '#FFFFFF',
    '--mantine-color-text': '#16212B',
    '--mantine-color-dimmed': '#4F5D69',
    '--mantine-color-placeholder': '#5F6D79',
    '--mantine-color-default-border': '#7D8A95',
    '--mantine-color-default-color': '#16212B',
    '--mantine-color-harbor-light': '#E4EEF7',
    '--mantine-color-harbor-light-hover': '#D3E4F2',
    '--mantine-color-harbor-light-color': '#1B5A8C',
    '--mantine-color-anchor': '#1B5A8C',
    '--mantine-color-error': '#9C1F3D',
  },
  dark: {
    ...asVariables(1),
    '--mantine-color-body': '#182027',
    '--mantine-color-text': '#E6ECF1',
    '--mantine-color-dimmed': '#A3B1BD',
    '--mantine-color-placeholder': '#93A1AD',
    '--mantine-color-default': '#202931',
    '--mantine-color-default-border': '#6B7985',
    '--mantine-color-default-color': '#E6ECF1',
    '--mantine-color-harbor-light': '#1A2F42',
    '--mantine-color-harbor-light-hover': '#223C54',
    '--mantine-color-harbor-light-color': '#8DC1EE',
    '--mantine-color-anchor': '#8DC1EE',
    '--mantine-color-error': '#F29BAA',
  },
});

export const theme = createTheme({
  primaryColor: 'harbor',
  primaryShade: { light: 7, dark: 6 },
  colors: { harbor, gray, dark },
  autoContrast: true,
  // Who asked their device for less motion gets none that a timer makes either.
  respectReducedMotion: true,
  luminanceThreshold: 0.4,
  fontFamily: '"Public Sans Variable", "Public Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '24px', lg: '26px', xl: '28px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '34px' },
      h2: { fontSize: '20px', lineHeight: '26px' },
      h3: { fontSize: '16px', lineHeight: '22px' },
      h4: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 2px 10px rgb(10 20 30 / 0.12)',
    lg: '0 4px 20px rgb(10 20 30 / 0.16)',
    xl: '0 8px 32px rgb(10 20 30 / 0.2)',
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  breakpoints: { xs: '24.375em', sm: '48em', md: '64em', lg: '80em', xl: '90em' },
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 600 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 36 } },
    Input: { vars: () => ({ wrapper: { '--input-bd': 'var(--b-control)' } }) },
    InputWrapper: {
      styles: {
        label: { fontWeight: 600 },
        description: { color: 'var(--b-dim)', fontSize: '12px', lineHeight: '16px' },
      },
    },
    Checkbox: { vars: () => ({ root: { '--checkbox-size': '24px' } }) },
    Radio: { vars: () => ({ root: { '--radio-size': '24px' } }) },
    // Nothing slides: what was asked for is there, and what was closed is gone.
    ModalRoot: { defaultProps: { transitionProps: { duration: 0 } } },
    DrawerRoot: { defaultProps: { position: 'right', size: 500, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});
