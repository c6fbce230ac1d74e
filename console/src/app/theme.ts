import { createTheme, type CSSVariablesResolver, localStorageColorSchemeManager } from '@mantine/core';

export const colorSchemes = localStorageColorSchemeManager({ key: 'trapline-scheme' });

export const theme = createTheme({
  primaryColor: 'moss',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  cursorType: 'pointer',
  colors: {
    moss: [
      '#eef8f2', '#dcefe4', '#b6dfc7', '#8dcea8', '#6bc08e', '#55b77d', '#48ad72', '#2f8a58', '#1d6b44', '#0f4f31',
    ],
  },
});

// The library's own greys for quiet text are too pale for WCAG 2.2 AA.
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4b545d',
    '--mantine-color-placeholder': '#5c656e',
    '--mantine-color-error': '#c02020',
    '--mantine-color-anchor': '#14593a',
  },
  dark: {
    '--mantine-color-dimmed': '#b3b8bd',
    '--mantine-color-placeholder': '#a5abb1',
    '--mantine-color-error': '#ff9c9c',
    '--mantine-color-anchor': '#7ed3a3',
  },
});
